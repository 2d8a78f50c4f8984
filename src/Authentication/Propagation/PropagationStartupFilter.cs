using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Identity.Authentication.Propagation;

/// <summary>Puts <see cref="PropagatedCallerMiddleware"/> before everything that the application adds.</summary>
internal sealed class PropagationStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<PropagatedCallerMiddleware>();
        next(app);
    };
}
