using System.Globalization;
using Identity.Authentication.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Unavailability;

/// <summary>Answers <see cref="IdentityUnavailableException"/> with 503.</summary>
internal sealed class IdentityUnavailableExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not IdentityUnavailableException unavailable) return false;
        var seconds = Math.Max(1, (long)Math.Ceiling(unavailable.RetryAfter.TotalSeconds));
        httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Problem.IdentityUnavailable.WriteAsync(httpContext, detail: null, cancellationToken);
        return true;
    }
}
