using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Shows the authentication scheme the original request in place of the proxy's question.</summary>
/// <remarks>
/// What the scheme asks of method, origin and query it must ask of the request that is to be let in. The headers are the
/// original's already, save that no proxy passes on that it asks for an upgrade. Afterwards the request is the proxy's
/// again, for logs and measures.
/// </remarks>
internal readonly struct OriginalRequestScope : IDisposable
{
    private readonly IHttpRequestFeature _request;
    private readonly string _method, _scheme, _path, _query;
    private readonly StringValues _host, _upgrade;

    public OriginalRequestScope(HttpContext context, in OriginalRequest original)
    {
        _request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        _host = _request.Headers.Host;
        (_method, _scheme, _path, _query) = (_request.Method, _request.Scheme, _request.Path, _request.QueryString);
        _request.Method = original.Method;
        _request.Scheme = original.Scheme;
        _request.Path = Uri.UnescapeDataString(original.Path);
        _request.QueryString = original.Query.ToString();
        _request.Headers.Host = original.Host;
        _upgrade = _request.Headers.Upgrade;
        if (IsWebSocket(_request.Headers)) _request.Headers.Upgrade = "websocket";
    }

    public void Dispose()
    {
        (_request.Method, _request.Scheme, _request.Path, _request.QueryString) = (_method, _scheme, _path, _query);
        _request.Headers.Host = _host;
        _request.Headers.Upgrade = _upgrade;
    }

    // A handshake is a GET that any site can make a browser send, with cookies, so the scheme must recognise it. Upgrade
    // ends at the first proxy (RFC 9110, 7.8); these don't (RFC 6455, 4.1; RFC 8441, 5), and no page can set them.
    private static bool IsWebSocket(IHeaderDictionary headers) =>
        headers.SecWebSocketVersion.Count > 0 || headers.SecWebSocketKey.Count > 0;
}
