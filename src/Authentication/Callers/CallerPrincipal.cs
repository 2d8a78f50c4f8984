using System.Security.Claims;

namespace Identity.Authentication.Callers;

/// <summary>A caller as the claims that ASP.NET Core's authorization looks at.</summary>
internal static class CallerPrincipal
{
    public static ClaimsPrincipal Create(CurrentUser user, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClerkClaimTypes.Subject, ClerkClaimTypes.OrganizationRole)
        {
            BootstrapContext = user,
        };
        var issuer = user.Claims.Issuer;
        Add(identity, issuer, ClerkClaimTypes.Subject, user.Id.Value);
        Add(identity, issuer, ClaimTypes.NameIdentifier, user.Id.Value);
        Add(identity, issuer, ClerkClaimTypes.SessionId, user.SessionId.Value);
        if (user.ActorId is { } actor) Add(identity, issuer, ClerkClaimTypes.Actor, actor);
        if (user.Organization is not { } organization) return new ClaimsPrincipal(identity);

        Add(identity, issuer, ClerkClaimTypes.OrganizationId, organization.Id.Value);
        Add(identity, issuer, ClerkClaimTypes.OrganizationRole, organization.Role);
        foreach (var permission in organization.Permissions)
            Add(identity, issuer, ClerkClaimTypes.OrganizationPermission, permission);
        return new ClaimsPrincipal(identity);
    }

    // With its subject given, the identity takes the claim itself and not a copy of it.
    private static void Add(ClaimsIdentity identity, string issuer, string type, string value) =>
        identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, issuer, issuer, identity));
}
