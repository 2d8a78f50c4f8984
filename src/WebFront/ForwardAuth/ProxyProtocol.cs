namespace Identity.WebFront.ForwardAuth;

/// <summary>How a kind of proxy asks.</summary>
/// <param name="Original">Reads the request that it holds; null when it doesn't say that as it should.</param>
/// <param name="Options">Reads what its route asks of a caller, as a query.</param>
internal sealed record ProxyProtocol(Func<HttpRequest, OriginalRequest?> Original, Func<HttpRequest, string?> Options)
{
    /// <summary>nginx, <c>auth_request</c>.</summary>
    public static ProxyProtocol Nginx { get; } = new(OriginalRequestReader.FromNginx, Query);

    /// <summary>Traefik's ForwardAuth, and Caddy's <c>forward_auth</c>.</summary>
    public static ProxyProtocol Forwarded { get; } = new(OriginalRequestReader.FromForwarded, Query);

    /// <summary>Envoy, <c>ext_authz</c> over HTTP. The query is the client's.</summary>
    public static ProxyProtocol Envoy { get; } =
        new(OriginalRequestReader.FromEnvoy, static request => Target(request)?.Options);

    /// <summary>The target that Envoy asked for, once it was taken apart.</summary>
    public static ExtAuthzTarget? Target(HttpRequest request) => request.HttpContext.Features.Get<ExtAuthzTarget>();

    private static string? Query(HttpRequest request) => request.QueryString.Value;
}
