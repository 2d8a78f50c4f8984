using Identity.Grains.Callers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Propagation;

/// <summary>Answers an anonymous request whose endpoint called a grain that requires a caller: 401.</summary>
/// <remarks>
/// Of a caller who is known the same exception says that the application doesn't pass the caller on, which is its fault
/// and not theirs.
/// </remarks>
internal sealed class IdentityRequiredExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not IdentityRequiredException || httpContext.GetCurrentUser() is not null) return false;
        await httpContext.ChallengeAsync();
        return true;
    }
}
