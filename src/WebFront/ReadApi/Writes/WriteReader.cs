using System.Collections.Immutable;
using Identity.Clerk.Api;
using Identity.WebFront.Hosting;
using Identity.WebFront.ReadApi.Answers;
using Microsoft.AspNetCore.Http.Features;

namespace Identity.WebFront.ReadApi.Writes;

/// <summary>Takes out of a request what goes to Clerk: a short list, and nothing that isn't on it.</summary>
internal static class WriteReader
{
    /// <summary>The most characters of a header that goes along.</summary>
    internal const int MaxHeader = 512;

    /// <summary>The write; or why the request is none that can be sent.</summary>
    public static async ValueTask<(BackendApiWrite? Write, ClerkError? Fault)> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (!BackendApiTarget.TryParse(raw, out var target))
            return (null, ClerkError.Malformed("The path must be plain: no dots, empty parts or escapes to interpret."));
        if (request.Headers.ContentEncoding.Count > 0)
            return (null, ClerkError.Malformed("Send the body without a Content-Encoding."));

        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var name in BackendApiWrite.HeaderNames)
        {
            if (!TryRead(request, name, out var value)) return (null, Refused(name));
            if (value is not null) headers.Add(new(name, value));
        }

        if (!TryRead(request, "Content-Type", out var type)) return (null, Refused("Content-Type"));
        try
        {
            if (await RequestBody.ReadAsync(request, ReadApiLimits.MaxWriteBytes, context.RequestAborted) is not { } body)
                return (null, ClerkError.BodyTooLarge(ReadApiLimits.MaxWriteBytes));
            return (new BackendApiWrite
            {
                Method = request.Method,
                Target = target,
                Headers = headers.ToImmutable(),
                ContentType = type,
                Body = body,
            }, null);
        }
        catch (BadHttpRequestException)
        {
            return (null, ClerkError.Malformed("The body isn't what its headers say."));
        }
    }

    private static ClerkError Refused(string name) => ClerkError.Malformed(
        $"The header {name} must be given once, with at most {MaxHeader} ASCII characters.");

    // Two values are two requests to whoever reads the first or the last; neither is what was meant.
    private static bool TryRead(HttpRequest request, string name, out string? value)
    {
        value = null;
        if (request.Headers[name] is not { Count: > 0 } values) return true;
        if (values is not [{ Length: <= MaxHeader } text] || text.Any(c => c is < ' ' or > '~')) return false;
        value = text;
        return true;
    }
}
