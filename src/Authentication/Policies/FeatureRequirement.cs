using Identity.Clerk.Tokens;

namespace Identity.Authentication.Policies;

/// <summary>A feature.</summary>
internal sealed class FeatureRequirement(Entitlement feature) : CallerRequirement
{
    public override bool IsMetBy(CurrentUser user) => user.HasFeature(feature);

    public override string ToString() => $"Feature: {feature.Slug}";
}
