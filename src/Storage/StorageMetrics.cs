using System.Diagnostics.Metrics;
using Identity.Storage.Commits;
using Identity.Storage.Directory.Lists.Index;

namespace Identity.Storage;

/// <summary>
/// Measures the commits: how long, how many writes in each, how many wait; and the users who are found by texts in memory.
/// </summary>
internal sealed class StorageMetrics
{
    private static readonly KeyValuePair<string, object?> CommittedTag = Tag("committed");
    private static readonly KeyValuePair<string, object?> RefusedTag = Tag("refused");
    private static readonly KeyValuePair<string, object?> UnavailableTag = Tag("unavailable");

    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _batchSize;

    public StorageMetrics(IMeterFactory meters, CommitQueue queue, UserIndex index)
    {
        var meter = meters.Create(StorageInstrumentNames.Meter);
        _duration = meter.CreateHistogram(
            StorageInstrumentNames.CommitDuration,
            "s",
            "Time that one transaction took, its commit included",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
            });
        _batchSize = meter.CreateHistogram(
            StorageInstrumentNames.CommitBatchSize,
            "{command}",
            "Writes that shared one transaction",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        meter.CreateObservableUpDownCounter(
            StorageInstrumentNames.QueueLength, () => queue.Length, "{command}", "Writes that wait for the next commit");
        meter.CreateObservableUpDownCounter(
            StorageInstrumentNames.UserIndexUsers,
            () => index.Newest?.Count ?? 0,
            "{user}",
            "Users in memory to be found by a text");
        meter.CreateObservableUpDownCounter(
            StorageInstrumentNames.UserIndexSize,
            () => index.Newest?.Size ?? 0,
            "By",
            "What users take in memory to be found by a text");
    }

    internal void Committed(TimeSpan duration, int commands) => Record(duration, commands, CommittedTag);

    internal void Failed(TimeSpan duration, int commands, CommitFault fault) =>
        Record(duration, commands, fault is CommitFault.Database ? UnavailableTag : RefusedTag);

    private static KeyValuePair<string, object?> Tag(string result) => new(StorageInstrumentNames.ResultTag, result);

    private void Record(TimeSpan duration, int commands, KeyValuePair<string, object?> result)
    {
        _duration.Record(duration.TotalSeconds, result);
        _batchSize.Record(commands, result);
    }
}
