using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Api;

/// <summary>
/// Reads which error an answer is about: <c>{"errors":[{"code":"resource_not_found",…}]}</c>. The messages beside it
/// may repeat what was asked for, so they are left.
/// </summary>
internal static class BackendApiErrorCode
{
    private static readonly JsonMembers Body = new("errors");
    private static readonly JsonMembers Error = new("code");

    /// <summary>The first error's code; null if there is none, or it is no code.</summary>
    public static string? Read(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return null;
        try
        {
            string? code = null;
            var body = new JsonObjectCursor(json, Body, "");
            while (body.Next()) code = ReadFirst(ref body);
            return ClerkId.IsWellFormed(code, "") ? code : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? ReadFirst(ref JsonObjectCursor body)
    {
        string? code = null;
        var items = new JsonItems(body.List());
        if (!items.Next(out var first)) return null;
        var error = new JsonObjectCursor(first, Error, "");
        while (error.Next()) code = error.TextOrNull();
        return code;
    }
}
