namespace Identity.Bench.Measuring;

/// <summary>All that a run found out, in the order in which it did.</summary>
/// <param name="found">Hears of each table as soon as it is there: a run takes a while.</param>
internal sealed class Report(Action<Comparison?, Curve?> found)
{
    private readonly List<Comparison> _comparisons = [];
    private readonly List<Curve> _curves = [];

    public IReadOnlyList<Comparison> Comparisons => _comparisons;

    public IReadOnlyList<Curve> Curves => _curves;

    public List<Verdict> Verdicts { get; } = [];

    /// <summary>What couldn't be measured here, and why.</summary>
    public HashSet<string> Gaps { get; } = [];

    public void Add(Comparison comparison)
    {
        _comparisons.Add(comparison);
        found(comparison, null);
    }

    public void Add(Curve curve)
    {
        _curves.Add(curve);
        found(null, curve);
    }
}
