using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Orleans.Embedded.Tests.Engine;

/// <summary>
/// Storage in memory with real ETags. A test can slow it down, break it, or write behind a grain's back.
/// </summary>
internal sealed class StorageFake : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (object? State, int Version)> _records = new();

    /// <summary>Runs before each read; null does nothing.</summary>
    public Func<Task>? BeforeRead { get; set; }

    /// <summary>Runs before each write; null does nothing.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public object? this[string stateName, GrainId grain]
        => _records.TryGetValue(Key(stateName, grain), out var record) ? record.State : null;

    /// <summary>Somebody else writes.</summary>
    public void Overwrite(string stateName, GrainId grain, object state)
        => _records.AddOrUpdate(
            Key(stateName, grain), (state, 1), (_, record) => (state, record.Version + 1));

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await (BeforeRead?.Invoke() ?? Task.CompletedTask);
        if (_records.TryGetValue(Key(stateName, grainId), out var record))
        {
            grainState.State = (T)record.State!;
            grainState.ETag = Etag(record.Version);
            grainState.RecordExists = true;
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await (BeforeWrite?.Invoke() ?? Task.CompletedTask);
        var key = Key(stateName, grainId);
        var exists = _records.TryGetValue(key, out var record);
        var current = exists ? Etag(record.Version) : null;
        if (current != grainState.ETag)
        {
            throw new InconsistentStateException("Version conflict", current, grainState.ETag);
        }

        _records[key] = (grainState.State, record.Version + 1);
        grainState.ETag = Etag(record.Version + 1);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _records.TryRemove(Key(stateName, grainId), out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static string Key(string stateName, GrainId grain) => $"{stateName}|{grain}";

    private static string Etag(int version) => version.ToString(CultureInfo.InvariantCulture);
}
