using Identity.Clerk.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Events;

/// <summary>A token is good by its signature and claims; whether its bearer may pass isn't known yet.</summary>
public sealed class TokenValidatedContext(
    HttpContext context, AuthenticationScheme scheme, ClerkOptions options, SessionClaims claims)
    : ResultContext<ClerkOptions>(context, scheme, options)
{
    /// <summary>What the token says.</summary>
    public SessionClaims Claims { get; } = claims;
}
