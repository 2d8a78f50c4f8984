using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Identity.Clerk.Resources;

/// <summary>Makes every failure to read a resource a reason, whatever the bytes are.</summary>
internal static class ResourceJson
{
    /// <summary>Reads one object; null and a problem, or the resource and null.</summary>
    public delegate TResource? Reader<TResource>(ReadOnlySpan<byte> json, string path, out string? problem)
        where TResource : class;

    public static bool TryRead<TResource>(
        ReadOnlySpan<byte> json,
        string path,
        Reader<TResource> read,
        [NotNullWhen(true)] out TResource? resource,
        [NotNullWhen(false)] out string? error)
        where TResource : class
    {
        resource = null;
        var notJson = $"{path}: not JSON, or nested too deeply";
        error = notJson;
        if (!Utf8.IsValid(json)) return false;
        try
        {
            // What is kept is the object, not the white space around it.
            resource = read(json.Trim(" \t\r\n"u8), path, out error);
        }
        catch (JsonException)
        {
            error = notJson;
        }

        return resource is not null;
    }
}
