using Microsoft.AspNetCore.HttpOverrides;

namespace Identity.WebFront.Hosting;

/// <summary>Keeps what forwarded headers would change, where the host has them on. The first of its kind.</summary>
internal sealed class AsItCameFilter(IConfiguration configuration) : IStartupFilter
{
    // ASPNETCORE_FORWARDEDHEADERS_ENABLED, by the name and in the way in which ASP.NET Core reads it.
    private readonly bool _forwards = string.Equals(
        "true", configuration["ForwardedHeaders_Enabled"], StringComparison.OrdinalIgnoreCase);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (_forwards)
        {
            app.Use(static (context, rest) =>
            {
                context.Features.Set(new AsItCame(
                    context.Connection.RemoteIpAddress,
                    context.Request.Headers[ForwardedHeadersDefaults.XForwardedProtoHeaderName]));
                return rest(context);
            });
        }

        next(app);
    };
}
