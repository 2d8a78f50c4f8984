namespace Identity.Bench.Measuring;

/// <summary>What something costs as something else grows.</summary>
/// <param name="id">Names it in files.</param>
/// <param name="title">What was done.</param>
/// <param name="note">What a reader must know of it; may be empty.</param>
/// <param name="grows">What grows.</param>
/// <param name="unit">In what the cost is measured.</param>
internal sealed class Curve(string id, string title, string note, string grows, string unit)
{
    private readonly SortedDictionary<double, Dictionary<string, List<double>>> _points = [];
    private readonly List<string> _names = [];

    public string Id { get; } = id;

    public string Title { get; } = title;

    public string Note { get; } = note;

    public string Grows { get; } = grows;

    public string Unit { get; } = unit;

    public IReadOnlyList<string> Names => _names;

    public IEnumerable<double> Sizes => _points.Keys;

    public void Add(string name, double size, double value)
    {
        if (!_names.Contains(name)) _names.Add(name);
        if (!_points.TryGetValue(size, out var point)) _points[size] = point = new(StringComparer.Ordinal);
        if (!point.TryGetValue(name, out var values)) point[name] = values = [];
        values.Add(value);
    }

    /// <summary>The median at this size; null where it wasn't measured.</summary>
    public double? At(string name, double size) =>
        _points[size].TryGetValue(name, out var values) ? Stats.Median(values) : null;

    /// <summary>The cost at the greatest size over that at the smallest.</summary>
    public double Growth(string name)
    {
        double[] values = [.. Sizes.Select(size => At(name, size)).OfType<double>()];
        return values[^1] / values[0];
    }
}
