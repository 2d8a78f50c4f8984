namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>One record for a user in an organization, as the database's unique key would have it.</summary>
internal sealed class MembershipKeyedByPair : Recommended
{
    protected override string KeyOf(Fact fact) => fact.Kind == "organizationMembership"
        ? $"membership {fact.Row.UserId} {fact.Row.OrganizationId}"
        : fact.Key;
}
