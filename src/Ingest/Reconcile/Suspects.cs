namespace Identity.Ingest.Reconcile;

/// <summary>What is known here and wasn't in Clerk's list: all of it is counted, and no more is kept than may be removed.</summary>
internal sealed class Suspects(int limit)
{
    private readonly List<Suspect> _kept = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Whether there are more than can be anything but a mistake.</summary>
    public bool AreTooMany => Count > limit;

    /// <summary>As many as are kept.</summary>
    public IReadOnlyList<Suspect> Kept => _kept;

    public void Add(Suspect suspect)
    {
        Count++;
        if (_kept.Count < limit) _kept.Add(suspect);
    }
}
