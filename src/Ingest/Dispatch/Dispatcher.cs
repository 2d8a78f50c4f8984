using System.Collections.Concurrent;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
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
    IGrainFactory grains,
    IInbox inbox,
    DispatchBacklog backlog,
    IGapRepair repair,
    WebhookMetrics metrics,
    TimeProvider clock,
    ILogger<Dispatcher> logger)
{
    private readonly ConcurrentDictionary<EntityId, EntityLane> _lanes = new();

    /// <summary>
    /// Delivers one entry. The answer comes when its effect is durable and its inbox row says so; an exception, or
    /// <see cref="IntakeStatus.Deferred"/>, means that the row still says pending and the sweeper will try again.
    /// </summary>
    public Task<IntakeResult> DispatchAsync(InboxEntry entry)
    {
        var entity = entry.Entity
            ?? throw new ArgumentException("A pending entry names the entity that applies it.", nameof(entry));
        var item = new LaneItem(entry);
        if (!backlog.TryAdd(item)) return Task.FromResult(new IntakeResult(IntakeStatus.Deferred));
        while (true)
        {
            var lane = _lanes.GetOrAdd(entity, static _ => new EntityLane());
            switch (lane.Add(item))
            {
                case LaneState.Started:
                    _ = RunAsync(entity, lane);
                    return item.Result;
                case LaneState.Running:
                    return item.Result;
                default:
                    // It closed between the look-up and the addition; its successor is for us.
                    _lanes.TryRemove(new KeyValuePair<EntityId, EntityLane>(entity, lane));
                    break;
            }
        }
    }

    private async Task RunAsync(EntityId entity, EntityLane lane)
    {
        while (lane.TakeOrClose() is { Length: > 0 } batch)
        {
            await DeliverAsync(entity, batch);
            backlog.Remove(batch);
        }
        _lanes.TryRemove(new KeyValuePair<EntityId, EntityLane>(entity, lane));
    }

    private async Task DeliverAsync(EntityId entity, LaneItem[] batch)
    {
        try
        {
            await ApplyAsync(entity, batch);
        }
        catch (Exception exception) when (batch.Length > 1 && !DeliveryFailure.IsSurroundings(exception))
        {
            // One of them may be the cause; alone, it holds up nobody else.
            foreach (var item in batch) await DeliverAsync(entity, [item]);
        }
        catch (Exception exception)
        {
            logger.LogDeliveryFailed(batch.Length, exception);
            foreach (var item in batch) item.Fail(exception);
        }
    }

    private async Task ApplyAsync(EntityId entity, LaneItem[] batch)
    {
        ApplyResult applied;
        using (IngestActivities.Apply(batch.Length))
        {
            applied = await grains.GetEntity(entity).ApplyAsync(
                [.. batch.Select(i => new ClerkDelivery(i.Entry.Id, i.Entry.Body))]);
        }

        var completions = batch.Zip(
            applied.Outcomes, (item, outcome) => Completions.Of(item.Entry, outcome, applied.Erased));
        using (IngestActivities.Complete(batch.Length))
        {
            await inbox.CompleteAsync([.. completions], applied.Entries, CancellationToken.None);
        }

        // Before anybody hears of it: whoever then looks for gaps finds those of what was answered.
        repair.Consider(entity, applied, [.. batch.Select(i => i.Entry)]);
        for (var i = 0; i < batch.Length; i++) Settle(batch[i], applied.Outcomes[i]);
    }

    private void Settle(LaneItem item, EventOutcome outcome)
    {
        if (outcome.Result == EventResult.Refused)
        {
            logger.LogWebhookQuarantined(outcome.Id, item.Entry.Type, outcome.Reason);
        }

        if (outcome.Tied) metrics.TieBroken(item.Entry.Type);
        metrics.Lag(item.Entry, clock.GetUtcNow());
        item.Complete(Completions.ResultOf(outcome));
    }
}
