using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>
/// A second hand at the right merge, in rows: versions in a total order, deletions that absorb. It shows that the
/// checker finds fault with what is wrong, and with nothing else.
/// </summary>
internal class Recommended : Policy
{
    private readonly Dictionary<string, (long UpdatedAt, long OccurredAt, int Rank, string Message)> _versions =
        new(StringComparer.Ordinal);

    public override void Apply(Fact fact)
    {
        var key = KeyOf(fact);
        if (Rows.TryGetValue(key, out var row) && row.Deleted) return;
        if (fact.IsDeletion)
        {
            Rows[key] = fact.Row with { Deleted = true };
            return;
        }

        var version = (fact.UpdatedAt!.Value, fact.OccurredAt, Rank(fact), fact.Message);
        if (row is not null && version.CompareTo(_versions[key]) <= 0) return;
        _versions[key] = version;
        Rows[key] = fact.Row;
    }

    /// <summary>What is taken for one entity.</summary>
    protected virtual string KeyOf(Fact fact) => fact.Key;

    private static int Rank(Fact fact) => (fact.Kind, fact.Change) switch
    {
        ("session", "ended" or "revoked" or "removed") => 3,
        (_, "created") => 1,
        _ => 2,
    };
}
