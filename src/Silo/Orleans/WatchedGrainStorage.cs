using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Identity.Grains;
using Identity.Storage.Commits;
using Identity.Storage.PostgreSql;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Silo.Orleans;

/// <summary>
/// Orleans' ADO.NET storage, which knows in addition which grain has which version in memory, and speaks of a database
/// that is away as the rest of this program does. A connection that died unnoticed costs a grain nothing.
/// </summary>
internal sealed class WatchedGrainStorage(
    IGrainStorage storage, HeldStates states, RoleCatalogCopy roles, IGrainContextAccessor contexts) : IGrainStorage
{
    private static readonly ActivitySource Activities = new("Identity.Grains");

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WatchAsync(stateName, grainId, grainState, storage.ReadStateAsync);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var activity = Activities.StartActivity("identity.grain.write");
        await WatchAsync(stateName, grainId, grainState, storage.WriteStateAsync);
        if (stateName == GrainStorage.RoleCatalogState) roles.Forget();
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WatchAsync(stateName, grainId, grainState, storage.ClearStateAsync);

    private async Task WatchAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, Func<string, GrainId, IGrainState<T>, Task> work)
    {
        var held = states.Of(new StateKey(stateName, grainId.Key), contexts.GrainContext);
        held.Begin();
        var isDone = false;
        try
        {
            try
            {
                await work(stateName, grainId, grainState);
            }
            catch (NpgsqlException exception) when (PostgreSqlErrors.IsOfADeadConnection(exception))
            {
                // Whether a write came through isn't known; if it did, the second meets the first one's version, which
                // is a conflict like any other.
                await work(stateName, grainId, grainState);
            }

            isDone = true;
        }
        catch (Exception exception) when (exception is DbException or IOException or TimeoutException)
        {
            // The cause isn't passed on: it would travel to whoever called, and its text may hold data.
            throw new StorageUnavailableException("Storage is unavailable: a grain's state can't be read or written.");
        }
        finally
        {
            held.End(isDone ? VersionOf(grainState.ETag) : null);
        }
    }

    private static int VersionOf(string? etag) => etag is null ? 0 : int.Parse(etag, CultureInfo.InvariantCulture);
}
