namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>The time is the envelope's, in seconds.</summary>
internal sealed class LatestEnvelopeSecond : LatestWins
{
    protected override long TimeOf(Fact fact) => fact.OccurredAt / 1000;
}
