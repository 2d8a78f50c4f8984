namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>The same, each svix-id once.</summary>
internal sealed class DedupeThenArrivalOrder : ArrivalOrder
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public override void Apply(Fact fact)
    {
        if (_seen.Add(fact.Message)) base.Apply(fact);
    }
}
