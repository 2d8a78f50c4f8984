using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Identity.Storage.Tests.Fixtures;

/// <summary>Listens to the storage's metrics.</summary>
internal sealed class CommitRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<long> _sizes = [];

    public CommitRecorder(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name is "identity.storage.commit.batch_size")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, size, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag is { Key: "result", Value: "committed" }) _sizes.Enqueue(size);
        });
        _listener.Start();
    }

    /// <summary>How many commands each committed transaction held.</summary>
    public IReadOnlyCollection<long> Sizes => _sizes;

    public void Dispose() => _listener.Dispose();
}
