namespace Identity.Bench.Measuring;

/// <summary>
/// Contenders that took turns, round after round. Each is compared with the first one within its round, so that what
/// the machine does beside it weighs on both.
/// </summary>
/// <param name="id">Names it in files.</param>
/// <param name="title">What was done.</param>
/// <param name="note">What a reader must know of it; may be empty.</param>
/// <param name="metrics">What was measured; the first is the one that is compared and drawn.</param>
internal sealed class Comparison(string id, string title, string note, params Metric[] metrics)
{
    private readonly List<string> _contenders = [];
    private readonly Dictionary<string, List<double?[]>> _rounds = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    public string Title { get; } = title;

    public string Note { get; } = note;

    public IReadOnlyList<Metric> Metrics { get; } = metrics;

    public IReadOnlyList<string> Contenders => _contenders;

    /// <summary>Adds a contender's round: a value for each metric, null where it has none.</summary>
    public void Add(string contender, params double?[] values)
    {
        if (!_rounds.TryGetValue(contender, out var rounds))
        {
            _contenders.Add(contender);
            _rounds[contender] = rounds = [];
        }
        rounds.Add(values);
    }

    /// <summary>A contender's values of one metric, round by round.</summary>
    public IReadOnlyList<double> Values(string contender, int metric = 0) =>
        [.. _rounds[contender].Select(values => values[metric]).OfType<double>()];

    /// <summary>A contender's values over another's of the same round.</summary>
    public IReadOnlyList<double> Ratios(string contender, string other, int metric = 0) =>
        [.. Values(contender, metric).Zip(Values(other, metric), (value, reference) => value / reference)];

    /// <summary>The median of the ratios.</summary>
    public double Ratio(string contender, string other, int metric = 0) =>
        Stats.Median(Ratios(contender, other, metric));
}
