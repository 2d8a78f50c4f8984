using Microsoft.AspNetCore.Http.Features;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Keeps what a client wrote behind Envoy's prefix from choosing the endpoint.</summary>
internal static class ExtAuthzTargets
{
    /// <summary>Must come before routing.</summary>
    /// <remarks>
    /// The server resolves dot segments: a client's <c>/../../health/live</c>, behind the prefix, is the path
    /// <c>/health/live</c>, whose 200 would let the client in. So it is the raw target that counts.
    /// </remarks>
    public static IApplicationBuilder UseExtAuthzTargets(this IApplicationBuilder app) => app.Use(next => context =>
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (ExtAuthzTarget.Read(raw, ForwardAuthEndpoints.ExtAuthzPath) is { } target)
        {
            context.Features.Set(target);
            context.Request.Path = ForwardAuthEndpoints.ExtAuthzPath;
        }
        return next(context);
    });
}
