using Identity.Grains.Callers;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Propagation;

/// <summary>Makes the request's caller the caller of the grains that its endpoint calls.</summary>
internal sealed class CallerContextMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var scope = CallerContext.Use(context.GetCurrentUser()?.ToCallerIdentity());
        await next(context);
    }
}
