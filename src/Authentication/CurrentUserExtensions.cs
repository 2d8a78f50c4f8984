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
}
