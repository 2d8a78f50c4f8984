namespace Identity.Grains.Tests.Proofs.Model;

/// <summary>Every id, address and key that a history ever named: what readers may ask for.</summary>
internal sealed class Universe
{
    public SortedSet<string> Users { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Organizations { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Resources { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Emails { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Slugs { get; } = new(StringComparer.Ordinal);

    /// <summary>Each session with its user and the times, in unix seconds, of tokens that may be shown.</summary>
    public SortedDictionary<string, (string User, SortedSet<long> IssuedAt)> Sessions { get; } =
        new(StringComparer.Ordinal);

    public void AddSession(string session, string user, long updatedAt)
    {
        if (!Sessions.TryGetValue(session, out var known)) Sessions[session] = known = (user, []);
        known.IssuedAt.Add(updatedAt / 1000);
        known.IssuedAt.Add((updatedAt / 1000) + 1);
    }
}
