using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Identity.Ingest.Tests;

/// <summary>Adds up what a counter of one host counts, for each value of its first tag.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public Measurements(IMeterFactory host, string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument && ReferenceEquals(published.Meter.Scope, host))
                listener.EnableMeasurementEvents(published);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            _sums.AddOrUpdate(tags[0].Value?.ToString() ?? "", value, (_, sum) => sum + value));
        _listener.Start();
    }

    /// <summary>What was counted with this value of the tag.</summary>
    public long this[string tag] => _sums.GetValueOrDefault(tag);

    /// <summary>What was counted at all: tags and sums other than zero, sorted.</summary>
    public IEnumerable<string> All => _sums.Where(s => s.Value != 0).Select(s => $"{s.Key} {s.Value}").Order(StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();
}
