using System.Collections.Concurrent;
using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Events;
using Identity.Grains.Users;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Telemetry;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.Ingest.Discovery;

/// <summary>
/// Asks Clerk's Backend API for users of whom no event has come: one question at a time for each, within Clerk's limits.
/// </summary>
internal sealed class BackendApiDiscovery(
    BackendApiClient api,
    DiscoveryBudget budget,
    IGrainFactory grains,
    IInbox inbox,
    BackendApiMetrics metrics,
    ILogger<BackendApiDiscovery> logger) : IUserDiscovery
{
    private readonly ConcurrentDictionary<UserId, Lazy<Task<UserDiscovery>>> _flights = new();

    public ValueTask<UserDiscovery> DiscoverAsync(UserId id, CancellationToken cancellationToken)
    {
        if (budget.IsMissing(id)) return new(UserDiscovery.Missing);
        var flight = _flights.GetOrAdd(id, static (id, self) => new(() => self.FlyAsync(id)), this);
        return new(flight.Value.WaitAsync(cancellationToken));
    }

    // It belongs to all who wait for it, so no single request's end cancels it; the client has a timeout of its own.
    private async Task<UserDiscovery> FlyAsync(UserId id)
    {
        try
        {
            return await AskAsync(id);
        }
        catch (BackendApiException exception)
        {
            metrics.Asked(exception.Status);
            budget.Pause(exception.RetryAfter);
            logger.LogDiscoveryFailed(exception);
            return UserDiscovery.Unavailable;
        }
        catch (Exception exception) when (DeliveryFailure.IsSurroundings(exception))
        {
            logger.LogDiscoveryFailed(exception);
            return UserDiscovery.Unavailable;
        }
        finally
        {
            _flights.TryRemove(id, out _);
        }
    }

    private async Task<UserDiscovery> AskAsync(UserId id)
    {
        if (!budget.TrySpend()) return UserDiscovery.Unavailable;
        var user = await api.GetUserAsync(id, CancellationToken.None);
        metrics.Asked(user is null ? System.Net.HttpStatusCode.NotFound : System.Net.HttpStatusCode.OK);
        if (user is null)
        {
            budget.RememberMissing(id);
            return UserDiscovery.Missing;
        }
        return await LearnAsync(user);
    }

    private async Task<UserDiscovery> LearnAsync(UserResource user)
    {
        var learned = await grains.GetGrain<IUserGrain>(user.Id.Value).LearnAsync(user.Raw.Bytes);
        await inbox.CompleteAsync([], learned.Entries, CancellationToken.None);
        return learned.Outcomes.All(o => o.Result != EventResult.Refused)
            ? UserDiscovery.Known
            : UserDiscovery.Unavailable;
    }
}
