// The namespace in which every application looks for its middleware.
#pragma warning disable IDE0130
using Identity.Authentication.Propagation;
using Identity.Grains.Callers;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Passes the caller on to grains.</summary>
public static class CallerContextApplicationBuilderExtensions
{
    /// <summary>
    /// Makes the request's caller known to the grains that are called from here on, and to those behind them
    /// (<see cref="CallerContext"/>). It belongs after <c>UseAuthentication</c>. Without it, grains
    /// marked <see cref="RequireIdentityAttribute"/> refuse every call.
    /// </summary>
    public static IApplicationBuilder UseCallerContext(this IApplicationBuilder app) =>
        app.UseMiddleware<CallerContextMiddleware>();
}
