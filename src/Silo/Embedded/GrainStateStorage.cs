using System.Diagnostics;
using System.Globalization;
using Identity.Grains.State;
using Identity.Storage.GrainState;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Silo.Embedded;

/// <summary>Stores grain state through <see cref="IGrainStateStore"/>, whose writes share commits.</summary>
internal sealed class GrainStateStorage(IGrainStateStore store) : IGrainStorage
{
    private static readonly ActivitySource Activities = new("Identity.Grains");

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await store.ReadAsync(KeyOf(stateName, grainId), CancellationToken.None);
        grainState.RecordExists = stored is { Payload.IsEmpty: false };
        grainState.ETag = stored?.Version.ToString(CultureInfo.InvariantCulture);
        grainState.State = grainState.RecordExists
            ? GrainStateJson.Deserialize<T>(stored!.Value.Payload.Span)
            : Activator.CreateInstance<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var activity = Activities.StartActivity("identity.grain.write");
        var payload = GrainStateJson.Serialize(grainState.State);
        var version = await store.WriteAsync(
            KeyOf(stateName, grainId), payload, VersionOf(grainState.ETag), CancellationToken.None);
        grainState.ETag = EtagOf(version, stateName, grainState.ETag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = await store.ClearAsync(
            KeyOf(stateName, grainId), VersionOf(grainState.ETag), CancellationToken.None);
        grainState.ETag = EtagOf(version, stateName, grainState.ETag);
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    private static GrainStateKey KeyOf(string stateName, GrainId grainId) => new(stateName, grainId.Key.ToString()!);

    private static int? VersionOf(string? etag) =>
        etag is null ? null : int.Parse(etag, CultureInfo.InvariantCulture);

    private static string EtagOf(int? version, string stateName, string? expected) =>
        version?.ToString(CultureInfo.InvariantCulture)
        ?? throw new InconsistentStateException(
            $"The stored '{stateName}' isn't the one that was read; somebody else wrote it.", "newer", expected ?? "none");
}
