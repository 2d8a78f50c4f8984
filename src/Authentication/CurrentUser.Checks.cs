using Identity.Authentication.Policies;
using Identity.Clerk.Tokens;

namespace Identity.Authentication;

public sealed partial class CurrentUser
{
    /// <summary>Whether somebody else acts as this user, by the token or by the session's last event.</summary>
    public bool IsImpersonated => ActorId is not null;

    /// <summary>The id of whoever acts as this user; null unless the session is an impersonation.</summary>
    public string? ActorId => Actor?.Subject ?? Session?.ActorId?.Value;

    /// <summary>
    /// Whether they have this role in the active organization now, e.g. <c>org:admin</c>; the prefix may be left out.
    /// </summary>
    public bool HasOrganizationRole(string role) =>
        Organization is { } organization && organization.Role == OrganizationKey.Normalize(role);

    /// <summary>
    /// Whether they have this permission in the active organization now, e.g. <c>org:invoices:pay</c>; the prefix may be
    /// left out.
    /// </summary>
    public bool HasOrganizationPermission(string permission) =>
        Organization is { Permissions.IsDefault: false } organization
        && organization.Permissions.Contains(OrganizationKey.Normalize(permission), StringComparer.Ordinal);

    /// <summary>
    /// Whether they have this plan by the token, e.g. <c>pro</c>, <c>org:pro</c> or <c>user:pro</c>. An organization's plan
    /// counts only for somebody who is its member now.
    /// </summary>
    public bool HasPlan(string plan) => HasPlan(Entitlement.Parse(plan));

    /// <summary>
    /// Whether they have this feature by the token, e.g. <c>reports</c>, <c>org:reports</c> or <c>user:reports</c>. An
    /// organization's feature counts only for somebody who is its member now.
    /// </summary>
    public bool HasFeature(string feature) => HasFeature(Entitlement.Parse(feature));

    /// <summary>Whether they have proved who they are as recently, and as well, as this wants.</summary>
    public bool IsVerified(Reverification required)
    {
        ArgumentNullException.ThrowIfNull(required);
        return required.IsMetBy(Claims.FactorVerificationAge, Claims.IssuedAt, _clock.GetUtcNow());
    }

    internal bool HasPlan(Entitlement plan) =>
        Claims.Plan is { } plans && plan.IsGranted([.. plans.Split(',')], LiveScopes);

    internal bool HasFeature(Entitlement feature) => feature.IsGranted(Claims.Features, LiveScopes);

    private EntitlementScopes LiveScopes => Organization is { } live && live.Id == Claims.Organization?.Id
        ? EntitlementScopes.User | EntitlementScopes.Organization
        : EntitlementScopes.User;
}
