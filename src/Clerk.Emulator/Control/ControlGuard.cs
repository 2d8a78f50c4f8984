using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Microsoft.Net.Http.Headers;

namespace Identity.Clerk.Emulator.Control;

/// <summary>
/// Keeps other sites' pages away from the control API. A browser says where a request comes from (<c>Origin</c>,
/// <c>Sec-Fetch-Site</c>) and asks first before it sends JSON or a header of one's own to another site; nothing here
/// answers such a question. A command line says neither and may send a bare POST.
/// </summary>
internal static class ControlGuard
{
    public const string Header = "X-Clerk-Emulator";

    private const string SecFetchSite = "Sec-Fetch-Site";

    private static readonly Rejection ForeignOrigin =
        new(403, "foreign-origin", "Only the emulator's own page may call this from a browser.");

    private static readonly Rejection NotJson =
        new(415, "not-json", $"Send application/json, or no body and the header {Header}: 1.");

    public static void UseControlGuard(this WebApplication application, EmulatorAddress address) =>
        application.Use((context, next) =>
            context.Request.Path.StartsWithSegments("/emulator") && Fault(context.Request, address) is { } fault
                ? Answers.ProblemAsync(context, fault)
                : next(context));

    private static Rejection? Fault(HttpRequest request, EmulatorAddress address)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers[SecFetchSite].ToString();
        if (origin.Length > 0 && !IsOwnOrigin(origin, address))
            return ForeignOrigin;
        if (site is not ("" or "same-origin" or "none"))
            return ForeignOrigin;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return null;

        if (!string.IsNullOrEmpty(request.ContentType))
            return IsJson(request.ContentType) ? null : NotJson;
        var fromBrowser = origin.Length > 0 || site.Length > 0;
        return !fromBrowser || request.Headers.ContainsKey(Header) ? null : NotJson;
    }

    private static bool IsOwnOrigin(string origin, EmulatorAddress address) =>
        origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        && OwnHostOnly.IsOwn(address, origin["http://".Length..]);

    private static bool IsJson(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed)
        && parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
