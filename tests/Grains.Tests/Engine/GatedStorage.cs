using System.Collections.Concurrent;
using System.Text;
using Identity.Grains.State;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Grains.Tests.Engine;

/// <summary>Keeps state as stored bytes, and fails or hesitates when a test says so.</summary>
internal sealed class GatedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, string), (byte[] Payload, int Version)> _rows = new();
    private int _writes;

    /// <summary>Writes wait for it before they reach the rows.</summary>
    public TaskCompletionSource? WriteGate { get; set; }

    /// <summary>Set when a write has come to the gate.</summary>
    public TaskCompletionSource WriteArrived { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next write throws it, before or after the row is written.</summary>
    public Exception? NextWriteFails { get; set; }

    public bool FailsAfterWriting { get; set; }

    public int Writes => _writes;

    /// <summary>Every row as text, by state and key.</summary>
    public SortedDictionary<string, string> Stored() => new(
        _rows.ToDictionary(r => $"{r.Key.Item1} {r.Key.Item2}", r => Encoding.UTF8.GetString(r.Value.Payload)),
        StringComparer.Ordinal);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId.Key.ToString()!), out var row))
        {
            grainState.State = GrainStateJson.Deserialize<T>(row.Payload);
            grainState.ETag = $"{row.Version}";
            grainState.RecordExists = true;
        }
        else
        {
            // As the real ones do: what isn't stored reads as nothing, not as what was there before.
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        }
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        WriteArrived.TrySetResult();
        if (WriteGate is { } gate) await gate.Task;
        var failure = NextWriteFails;
        NextWriteFails = null;
        if (failure is not null && !FailsAfterWriting) throw failure;

        var key = (stateName, grainId.Key.ToString()!);
        var stored = _rows.TryGetValue(key, out var row) ? $"{row.Version}" : null;
        if (stored != grainState.ETag) throw new InconsistentStateException("conflict", stored, grainState.ETag);
        _rows[key] = (GrainStateJson.Serialize(grainState.State), row.Version + 1);
        Interlocked.Increment(ref _writes);
        if (failure is not null) throw failure;
        grainState.ETag = $"{row.Version + 1}";
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("These grains never clear.");

    /// <summary>Another process writes the row.</summary>
    public void Overwrite(string stateName, string key) => _rows.AddOrUpdate(
        (stateName, key), _ => throw new InvalidOperationException(), (_, row) => (row.Payload, row.Version + 1));
}
