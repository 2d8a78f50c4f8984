using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Unavailability;

/// <summary>Answers with 503 where the application's own exception handling doesn't reach.</summary>
/// <remarks>
/// <c>WebApplication</c> puts authentication before everything that the application adds, unless it calls
/// <c>UseAuthentication</c> itself; <c>UseExceptionHandler</c> is then too far inside to see what authentication
/// throws.
/// </remarks>
internal sealed class IdentityUnavailableStartupFilter(IdentityUnavailableExceptionHandler handler) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            try
            {
                await rest(context);
            }
            catch (IdentityUnavailableException exception) when (!context.Response.HasStarted)
            {
                context.Response.Clear();
                await handler.TryHandleAsync(context, exception, context.RequestAborted);
            }
        });
        next(app);
    };
}
