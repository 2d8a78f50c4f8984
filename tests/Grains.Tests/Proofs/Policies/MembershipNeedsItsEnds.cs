namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>A membership whose user or organization isn't known yet is dropped, as with a foreign key.</summary>
internal sealed class MembershipNeedsItsEnds : Recommended
{
    public override void Apply(Fact fact)
    {
        var isMembership = fact.Kind == "organizationMembership";
        if (!isMembership || (Knows("user", fact.Row.UserId) && Knows("organization", fact.Row.OrganizationId)))
            base.Apply(fact);
    }

    private bool Knows(string kind, string id) => Rows.ContainsKey($"{kind} {id}");
}
