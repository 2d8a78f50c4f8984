namespace Identity.Bench.Measuring;

/// <summary>Sums many values up.</summary>
internal static class Stats
{
    /// <summary>The value in the middle.</summary>
    public static double Median(IEnumerable<double> values) => Percentile([.. values.Order()], 0.5);

    /// <summary>The value that this share of the values stays within.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[(int)(share * (sorted.Count - 1))];
}
