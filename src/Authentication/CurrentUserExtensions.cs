using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication;

/// <summary>Gives the caller where a parameter can't.</summary>
public static class CurrentUserExtensions
{
    /// <summary>Who sent the request; null when it is anonymous, or its user came from another scheme.</summary>
    public static CurrentUser? GetCurrentUser(this HttpContext context)
    {
        // What the scheme found counts only as long as the request's principal is that of the same user.
        var user = context.Features.Get<CurrentUser>();
        return user is not null && context.User.HasClaim(ClerkClaimTypes.Subject, user.Id.Value) ? user : null;
    }

    /// <summary>Whom a principal of the Clerk scheme, or a copy of it, is for; null when it isn't one.</summary>
    public static CurrentUser? GetCurrentUser(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        foreach (var identity in principal.Identities)
        {
            if (identity.BootstrapContext is CurrentUser user
                && identity.HasClaim(ClerkClaimTypes.Subject, user.Id.Value))
            {
                return user;
            }
        }

        return null;
    }
}
