// Where policies are added; every web application has it in sight.
#pragma warning disable IDE0130
using Identity.Authentication;
using Identity.Authentication.Policies;
using Identity.Clerk.Tokens;
using Microsoft.AspNetCore.Authorization;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a policy can require of a caller of the Clerk scheme.</summary>
/// <remarks>
/// Roles and permissions are those of the live membership, and a change of it counts on the next request; plans, features
/// and the age of a verification are the token's. Whatever is missing or malformed is not met. Requirements that are
/// chained must all be met.
/// </remarks>
public static class ClerkPolicyExtensions
{
    /// <summary>Requires one of these roles in the active organization, e.g. <c>org:admin</c>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="roles">The roles; the prefix <c>org:</c> may be left out.</param>
    public static AuthorizationPolicyBuilder RequireOrganizationRole(
        this AuthorizationPolicyBuilder policy, params string[] roles)
    {
        ThrowIfNothing(policy, roles);
        return policy.AddRequirements(new OrganizationRoleRequirement([.. roles.Select(OrganizationKey.Normalize)]));
    }

    /// <summary>Requires a permission in the active organization, e.g. <c>org:invoices:pay</c>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="permission">The permission; the prefix <c>org:</c> may be left out.</param>
    public static AuthorizationPolicyBuilder RequireOrganizationPermission(
        this AuthorizationPolicyBuilder policy, string permission)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.AddRequirements(new OrganizationPermissionRequirement(OrganizationKey.Normalize(permission)));
    }

    /// <summary>Requires one of these plans, e.g. <c>pro</c>, or only an organization's: <c>org:pro</c>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="plans">The plans.</param>
    /// <exception cref="FormatException">One isn't a plan's slug.</exception>
    public static AuthorizationPolicyBuilder RequirePlan(this AuthorizationPolicyBuilder policy, params string[] plans)
    {
        ThrowIfNothing(policy, plans);
        return policy.AddRequirements(new PlanRequirement([.. plans.Select(Entitlement.Parse)]));
    }

    /// <summary>Requires a feature, e.g. <c>reports</c>, or only an organization's: <c>org:reports</c>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="feature">The feature.</param>
    /// <exception cref="FormatException">It isn't a feature's slug.</exception>
    public static AuthorizationPolicyBuilder RequireFeature(this AuthorizationPolicyBuilder policy, string feature)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.AddRequirements(new FeatureRequirement(Entitlement.Parse(feature)));
    }

    /// <summary>
    /// Requires that the user proved recently who they are. Who lacks only that gets 401 with the error
    /// <c>insufficient_user_authentication</c> and <c>max_age</c> (RFC 9470), and in the body Clerk's reverification hint.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="reverification">How recently, e.g. <see cref="Reverification.Strict"/>.</param>
    public static AuthorizationPolicyBuilder RequireRecentVerification(
        this AuthorizationPolicyBuilder policy, Reverification reverification)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(reverification);
        return policy.AddRequirements(new RecentVerificationRequirement(reverification));
    }

    /// <inheritdoc cref="RequireRecentVerification(AuthorizationPolicyBuilder, Reverification)"/>
    /// <param name="policy">The policy.</param>
    /// <param name="maxAge">How old the proof may be; from one second to 30 days.</param>
    /// <param name="level">What is to be recent. Default: the second factor, or the first of a user who has none.</param>
    public static AuthorizationPolicyBuilder RequireRecentVerification(
        this AuthorizationPolicyBuilder policy,
        TimeSpan maxAge,
        VerificationLevel level = VerificationLevel.SecondFactor) =>
        policy.RequireRecentVerification(new Reverification(level, maxAge));

    /// <summary>Refuses whoever acts as the user (<c>act</c>): it must be the user themselves.</summary>
    /// <param name="policy">The policy.</param>
    public static AuthorizationPolicyBuilder RejectImpersonation(this AuthorizationPolicyBuilder policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.AddRequirements(new NoImpersonationRequirement());
    }

    private static void ThrowIfNothing(AuthorizationPolicyBuilder policy, string[] any)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(any);
        if (any.Length == 0) throw new ArgumentException("Nobody meets a requirement of one of none.", nameof(any));
    }
}
