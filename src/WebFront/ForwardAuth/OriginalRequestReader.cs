using System.Buffers;

namespace Identity.WebFront.ForwardAuth;

/// <summary>
/// Reads the original request from what a trusted proxy says of it: every part exactly once, well-formed and bounded.
/// </summary>
internal static class OriginalRequestReader
{
    /// <summary>The most characters of a path and query; as many as a request line may have here.</summary>
    public const int MaxTargetLength = 8192;

    private const int MaxMethodLength = 32;

    // A host name (RFC 1035: 253), a colon and a port.
    private const int MaxHostLength = 260;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> Token = SearchValues.Create(Letters + "!#$%&'*+-.^_`|~");
    private static readonly SearchValues<char> HostText = SearchValues.Create(Letters + "-._~:[]");

    /// <summary>Reads what nginx is told to say: X-Original-Method and -URI, X-Forwarded-Host and -Proto.</summary>
    public static OriginalRequest? FromNginx(HttpRequest request) => Make(
        Single(request, OriginalHeaders.OriginalMethod),
        Single(request, OriginalHeaders.OriginalUri),
        Single(request, OriginalHeaders.ForwardedHost),
        Single(request, OriginalHeaders.ForwardedProto));

    /// <summary>Reads what Traefik and Caddy say: X-Forwarded-Method, -Uri, -Host and -Proto.</summary>
    public static OriginalRequest? FromForwarded(HttpRequest request)
    {
        var original = Make(
            Single(request, OriginalHeaders.ForwardedMethod),
            Single(request, OriginalHeaders.ForwardedUri),
            Single(request, OriginalHeaders.ForwardedHost),
            Single(request, OriginalHeaders.ForwardedProto));

        // Caddy passes the client's query on to us when its own configuration has none: then a client could ask for
        // "?optional". A query that is the original's is taken to be the client's.
        var query = request.QueryString.Value ?? "";
        var isClients = query.Length > 1 && original is { } known && known.Query.SequenceEqual(query);
        return isClients ? null : original;
    }

    /// <summary>Reads what Envoy sends: the original request itself, without its body, under our prefix.</summary>
    public static OriginalRequest? FromEnvoy(HttpRequest request) => Make(
        request.Method,
        ProxyProtocol.Target(request)?.Original,
        request.Host.Value,
        Single(request, OriginalHeaders.ForwardedProto));

    private static OriginalRequest? Make(string? method, string? target, string? host, string? proto)
    {
        if (method is not { Length: > 0 and <= MaxMethodLength } || method.AsSpan().ContainsAnyExcept(Token)) return null;
        if (target is not { Length: > 0 and <= MaxTargetLength } || target[0] != '/' || HasControl(target)) return null;
        if (host is not { Length: > 0 and <= MaxHostLength } || host.AsSpan().ContainsAnyExcept(HostText)) return null;
        return SchemeOf(proto) is { } scheme ? new OriginalRequest(method, target, host, scheme) : null;
    }

    private static string? Single(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;

    // Bytes above ASCII come from clients that don't escape them; they do no harm, and only the proxy's log sees them.
    private static bool HasControl(string target) =>
        target.AsSpan().ContainsAnyInRange('\0', ' ') || target.Contains('\x7F');

    // Traefik calls an upgrade to a web socket by the scheme that its page used.
    private static string? SchemeOf(string? proto) => proto switch
    {
        "https" or "wss" => Uri.UriSchemeHttps,
        "http" or "ws" => Uri.UriSchemeHttp,
        _ => null,
    };
}
