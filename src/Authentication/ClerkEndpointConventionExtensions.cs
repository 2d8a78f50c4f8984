// The namespace in which every application looks for what an endpoint can require.
#pragma warning disable IDE0130
using Identity.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>What an endpoint, or a group of them, can require of its caller.</summary>
/// <remarks>As <see cref="ClerkPolicyExtensions"/> says; requirements that are chained must all be met.</remarks>
public static class ClerkEndpointConventionExtensions
{
    /// <inheritdoc cref="ClerkPolicyExtensions.RequireOrganizationRole"/>
    public static TBuilder RequireOrganizationRole<TBuilder>(this TBuilder endpoint, params string[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireOrganizationRole(roles));

    /// <inheritdoc cref="ClerkPolicyExtensions.RequireOrganizationPermission"/>
    public static TBuilder RequireOrganizationPermission<TBuilder>(this TBuilder endpoint, string permission)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireOrganizationPermission(permission));

    /// <inheritdoc cref="ClerkPolicyExtensions.RequirePlan"/>
    public static TBuilder RequirePlan<TBuilder>(this TBuilder endpoint, params string[] plans)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequirePlan(plans));

    /// <inheritdoc cref="ClerkPolicyExtensions.RequireFeature"/>
    public static TBuilder RequireFeature<TBuilder>(this TBuilder endpoint, string feature)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireFeature(feature));

    /// <inheritdoc cref="ClerkPolicyExtensions.RequireRecentVerification(AuthorizationPolicyBuilder, Reverification)"/>
    public static TBuilder RequireRecentVerification<TBuilder>(this TBuilder endpoint, Reverification reverification)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRecentVerification(reverification));

    /// <inheritdoc cref="ClerkPolicyExtensions.RejectImpersonation"/>
    public static TBuilder RejectImpersonation<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(static policy => policy.RejectImpersonation());
}
