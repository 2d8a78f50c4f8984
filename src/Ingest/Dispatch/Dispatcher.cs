using System.Collections.Concurrent;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Grains.Users;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.Ingest.Dispatch;

/// <summary>
/// Brings deliveries from the inbox to their grains. What comes for one entity while it is busy is gathered and goes
/// to it in one call and one state write; entities don't wait for each other.
/// </summary>
internal sealed class Dispatcher(
    IGrainFactory grains, IInbox inbox, WebhookMetrics metrics, TimeProvider clock, ILogger<Dispatcher> logger)
{
    /// <summary>
    /// The most deliveries that wait in memory. Beyond it they stay in the inbox alone, and the sweeper brings them.
    /// </summary>
    internal const int QueueLimit = 16 * 1024;

    private readonly ConcurrentDictionary<string, EntityLane> _lanes = new(StringComparer.Ordinal);
    private int _queued;

    /// <summary>
    /// Delivers one entry. The answer comes when its effect is durable and its inbox row says so; an exception, or
    /// <see cref="IntakeStatus.Deferred"/>, means that the row still says pending and the sweeper will try again.
    /// </summary>
    public Task<IntakeResult> DispatchAsync(InboxEntry entry)
    {
        var key = entry.UserId?.Value ?? entry.OrganizationId?.Value
            ?? throw new ArgumentException("A pending entry names the entity it concerns.", nameof(entry));
        if (Volatile.Read(ref _queued) >= QueueLimit) return Task.FromResult(new IntakeResult(IntakeStatus.Deferred));
        Interlocked.Increment(ref _queued);
        var item = new LaneItem(entry);
        while (true)
        {
            var lane = _lanes.GetOrAdd(key, static _ => new EntityLane());
            switch (lane.Add(item))
            {
                case LaneState.Started:
                    _ = RunAsync(key, lane, GrainOf(entry));
                    return item.Result;
                case LaneState.Running:
                    return item.Result;
                default:
                    // It closed between the look-up and the addition; its successor is for us.
                    _lanes.TryRemove(new KeyValuePair<string, EntityLane>(key, lane));
                    break;
            }
        }
    }

    private IClerkEntityGrain GrainOf(InboxEntry entry) =>
        entry.UserId is { } user
            ? grains.GetGrain<IUserGrain>(user.Value)
            : grains.GetGrain<IOrganizationGrain>(entry.OrganizationId!.Value.Value);

    private async Task RunAsync(string key, EntityLane lane, IClerkEntityGrain grain)
    {
        while (lane.TakeOrClose() is { Length: > 0 } batch)
        {
            await DeliverAsync(grain, batch);
            Interlocked.Add(ref _queued, -batch.Length);
        }
        _lanes.TryRemove(new KeyValuePair<string, EntityLane>(key, lane));
    }

    private async Task DeliverAsync(IClerkEntityGrain grain, LaneItem[] batch)
    {
        try
        {
            await ApplyAsync(grain, batch);
        }
        catch (Exception exception) when (batch.Length > 1 && !DeliveryFailure.IsSurroundings(exception))
        {
            // One of them may be the cause; alone, it holds up nobody else.
            foreach (var item in batch) await DeliverAsync(grain, [item]);
        }
        catch (Exception exception)
        {
            logger.LogDeliveryFailed(batch.Length, exception);
            foreach (var item in batch) item.Fail(exception);
        }
    }

    private async Task ApplyAsync(IClerkEntityGrain grain, LaneItem[] batch)
    {
        var applied = await grain.ApplyAsync([.. batch.Select(i => new ClerkDelivery(i.Entry.Id, i.Entry.Body))]);
        var completions = batch.Zip(applied.Outcomes, (item, outcome) => CompletionOf(item.Entry, outcome));
        await inbox.CompleteAsync([.. completions], applied.Entries, CancellationToken.None);
        for (var i = 0; i < batch.Length; i++)
        {
            var outcome = applied.Outcomes[i];
            if (outcome.Result == EventResult.Refused)
            {
                logger.LogWebhookQuarantined(outcome.Id, batch[i].Entry.Type, outcome.Reason);
            }
            metrics.Lag(batch[i].Entry, clock.GetUtcNow());
            batch[i].Complete(ResultOf(outcome));
        }
    }

    private static InboxCompletion CompletionOf(InboxEntry entry, EventOutcome outcome) =>
        new(entry.InstanceId, entry.Id, outcome.Result switch
        {
            EventResult.Applied => InboxState.Applied,
            EventResult.Stale => InboxState.Stale,
            _ => InboxState.Quarantined,
        }, outcome.Reason);

    private static IntakeResult ResultOf(EventOutcome outcome) => new(
        outcome.Result switch
        {
            EventResult.Applied => IntakeStatus.Applied,
            EventResult.Stale => IntakeStatus.Stale,
            _ => IntakeStatus.Quarantined,
        },
        outcome.Reason);
}
