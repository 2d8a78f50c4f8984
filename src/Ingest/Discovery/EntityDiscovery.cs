using System.Collections.Concurrent;
using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Users;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Learning;
using Identity.Ingest.Telemetry;
using Microsoft.Extensions.Logging;

namespace Identity.Ingest.Discovery;

/// <summary>
/// Asks Clerk's Backend API for entities whose events came before this cluster, or were lost: one question at a time for
/// each, within Clerk's limits.
/// </summary>
internal sealed class EntityDiscovery(
    EntityQuestions questions,
    BackendApiBudget budget,
    MissingEntities missing,
    Learner learner,
    ILogger<EntityDiscovery> logger) : IUserDiscovery
{
    private readonly ConcurrentDictionary<(EntityId, bool), Lazy<Task<UserDiscovery>>> _flights = new();

    /// <inheritdoc/>
    public ValueTask<UserDiscovery> DiscoverAsync(UserId id, CancellationToken cancellationToken) =>
        DiscoverAsync(EntityId.Of(id), settles: false, cancellationToken);

    /// <summary>Asks Clerk for an entity, once however many ask, and has its grain merge the answer.</summary>
    /// <param name="id">A user, an organization, or the roles and permissions.</param>
    /// <param name="settles">Whether the answer decides between snapshots of the same moment.</param>
    /// <param name="cancellationToken">Ends the wait, and not the question: others may wait for it.</param>
    public ValueTask<UserDiscovery> DiscoverAsync(EntityId id, bool settles, CancellationToken cancellationToken)
    {
        if (missing.Contains(id)) return new(UserDiscovery.Missing);
        var flight = _flights.GetOrAdd(
            (id, settles), static (key, self) => new(() => self.FlyAsync(key.Item1, key.Item2)), this);
        return new(flight.Value.WaitAsync(cancellationToken));
    }

    // It belongs to all who wait for it, so no single request's end cancels it; the client has a timeout of its own.
    private async Task<UserDiscovery> FlyAsync(EntityId id, bool settles)
    {
        try
        {
            return await AskAsync(id, settles);
        }
        catch (BackendApiException exception)
        {
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
            _flights.TryRemove((id, settles), out _);
        }
    }

    private async Task<UserDiscovery> AskAsync(EntityId id, bool settles)
    {
        if (await questions.AskAsync(id, settles, CancellationToken.None) is not { } snapshots)
        {
            return UserDiscovery.Unavailable;
        }

        if (snapshots.Length == 0)
        {
            missing.Add(id);
            return UserDiscovery.Missing;
        }

        var learned = await learner.LearnAsync(id, snapshots);
        return learned.Outcomes[0].Result != EventResult.Refused ? UserDiscovery.Known : UserDiscovery.Unavailable;
    }
}
