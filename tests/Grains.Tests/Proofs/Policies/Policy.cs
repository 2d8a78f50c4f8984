using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs.Policies;

/// <summary>A way to apply events that somebody might think right. Fresh for each delivery of a history.</summary>
internal abstract class Policy
{
    /// <summary>What it believes.</summary>
    protected SortedDictionary<string, Row> Rows { get; } = new(StringComparer.Ordinal);

    public abstract void Apply(Fact fact);

    /// <summary>What its readers see after a delivery.</summary>
    public View ViewAfter(IEnumerable<Fact> facts, Universe universe)
    {
        foreach (var fact in facts) Apply(fact);
        return RowView.Of(Rows, universe);
    }
}
