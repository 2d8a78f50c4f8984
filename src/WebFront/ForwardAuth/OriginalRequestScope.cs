using Microsoft.AspNetCore.Http.Features;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Shows the authentication scheme the original request in place of the proxy's question.</summary>
/// <remarks>
/// What the scheme asks of method, origin and query it must ask of the request that is to be let in. The headers are the
/// original's already. Afterwards the request is the proxy's again, for logs and measures.
/// </remarks>
internal readonly struct OriginalRequestScope : IDisposable
{
    private readonly IHttpRequestFeature _request;
    private readonly HostString _host;
    private readonly string _method, _scheme, _path, _query;

    public OriginalRequestScope(HttpContext context, in OriginalRequest original)
    {
        _request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        _host = context.Request.Host;
        (_method, _scheme, _path, _query) = (_request.Method, _request.Scheme, _request.Path, _request.QueryString);
        _request.Method = original.Method;
        _request.Scheme = original.Scheme;
        _request.Path = Uri.UnescapeDataString(original.Path.ToString());
        _request.QueryString = original.Query.ToString();
        context.Request.Host = new HostString(original.Host);
    }

    public void Dispose()
    {
        (_request.Method, _request.Scheme, _request.Path, _request.QueryString) = (_method, _scheme, _path, _query);
        _request.Headers.Host = _host.Value;
    }
}
