namespace Identity.Bench.Measuring;

/// <summary>What is measured of each contender in each round.</summary>
/// <param name="Name">What a column is called.</param>
/// <param name="Unit">The unit; empty for a plain number.</param>
/// <param name="MoreIsBetter">Whether the greater value wins.</param>
internal sealed record Metric(string Name, string Unit, bool MoreIsBetter = false)
{
    public static readonly Metric Rate = new("requests", "/s", MoreIsBetter: true);
    public static readonly Metric Events = new("events", "/s", MoreIsBetter: true);
    public static readonly Metric Median = new("p50", "µs");
    public static readonly Metric Tail = new("p99", "µs");
    public static readonly Metric FarTail = new("p99.9", "µs");

    /// <summary>Of the server's processes, user and kernel; the driver's isn't in it.</summary>
    public static readonly Metric Processor = new("CPU", "µs each");

    /// <summary>Of the server's managed heap.</summary>
    public static readonly Metric Allocated = new("allocated", "B each");

    public override string ToString() => Unit.Length == 0 ? Name : $"{Name} ({Unit})";
}
