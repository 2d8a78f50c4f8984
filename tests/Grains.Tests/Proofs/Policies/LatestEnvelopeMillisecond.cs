namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>
/// The time is the envelope's, in milliseconds. It survives the small histories; it rests on envelopes in one unit, and
/// on no snapshot that travels in another entity's event.
/// </summary>
internal sealed class LatestEnvelopeMillisecond : LatestWins
{
    protected override long TimeOf(Fact fact) => fact.OccurredAt;
}
