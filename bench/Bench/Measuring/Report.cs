using Identity.Bench.Reporting;

namespace Identity.Bench.Measuring;

/// <summary>
/// All that a scenario found out, in the order in which it did. It is printed at once: a run takes a while.
/// </summary>
internal sealed class Report
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
        Console.WriteLine(MarkdownTables.Of(comparison));
    }

    public void Add(Curve curve)
    {
        _curves.Add(curve);
        Console.WriteLine(MarkdownTables.Of(curve));
    }
}
