namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>A membership whose user or organization isn't known yet is dropped, as a foreign key would have it.</summary>
internal sealed class MembershipNeedsItsEnds : Recommended
{
    public override void Apply(Fact fact)
    {
        if (fact.Kind == "organizationMembership"
            && !(Rows.ContainsKey($"user {fact.Row.UserId}") && Rows.ContainsKey($"organization {fact.Row.OrganizationId}")))
        {
            return;
        }

        base.Apply(fact);
    }
}
