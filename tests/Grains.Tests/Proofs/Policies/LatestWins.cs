namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>The greatest time is right, a deletion's too; which time that is, is for each policy to say.</summary>
internal abstract class LatestWins : Policy
{
    private readonly Dictionary<string, long> _times = new(StringComparer.Ordinal);

    public override void Apply(Fact fact)
    {
        if (_times.TryGetValue(fact.Key, out var known) && TimeOf(fact) <= known) return;
        _times[fact.Key] = TimeOf(fact);
        if (fact.IsDeletion) Rows.Remove(fact.Key);
        else Rows[fact.Key] = fact.Row;
    }

    protected abstract long TimeOf(Fact fact);
}
