using Identity.Clerk.Tokens;

namespace Identity.Authentication.Policies;

/// <summary>One of these plans.</summary>
internal sealed class PlanRequirement(IReadOnlyList<Entitlement> plans) : CallerRequirement
{
    public override bool IsMetBy(CurrentUser user) => plans.Any(user.HasPlan);

    public override string ToString() => $"Plan: {string.Join(" or ", plans.Select(plan => plan.Slug))}";
}
