namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>The time is the resource's <c>updated_at</c>, which is an old one in a membership's deletion.</summary>
internal sealed class LatestUpdatedAtAlsoOfDeletions : LatestWins
{
    protected override long TimeOf(Fact fact) => fact.UpdatedAt ?? fact.OccurredAt;
}
