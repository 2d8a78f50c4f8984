using Identity.Clerk.Identifiers;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Hosting;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Operations;

/// <summary>What an operator does with deliveries that are in the inbox.</summary>
public sealed class InboxOperations
{
    private readonly IInbox _inbox;
    private readonly EntryFactory _entries;
    private readonly Dispatcher _dispatcher;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _deadline;
    private readonly ILogger<InboxOperations> _logger;

    internal InboxOperations(
        IInbox inbox,
        EntryFactory entries,
        Dispatcher dispatcher,
        TimeProvider clock,
        IOptions<IngestOptions> options,
        ILogger<InboxOperations> logger)
    {
        (_inbox, _entries, _dispatcher, _clock, _logger) = (inbox, entries, dispatcher, clock, logger);
        _deadline = options.Value.ApplyDeadline;
    }

    /// <summary>
    /// Reads a delivery again, as this release understands it, and applies it again. Where it was applied before, that
    /// changes nothing.
    /// </summary>
    /// <param name="id">The message.</param>
    /// <param name="onlyQuarantined">Whether nothing happens unless it is in quarantine, or another instance's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ReplayResult> ReplayAsync(
        MessageId id, bool onlyQuarantined, CancellationToken cancellationToken)
    {
        if (await _inbox.FindAsync(null, id, cancellationToken) is not { } entry) return ReplayResult.NotFound;
        var isHeld = entry.State is InboxState.Quarantined or InboxState.Foreign;
        if (onlyQuarantined && !isHeld) return ReplayResult.NotQuarantined;
        if (entry.BodyErased) return ReplayResult.Erased;

        var reread = await _entries.RereadAsync(entry, cancellationToken);
        await _inbox.ReopenAsync([reread], cancellationToken);
        _logger.LogReplayed(id, entry.State, reread.State);
        return new ReplayResult(ReplayStatus.Replayed, await ApplyAsync(reread));
    }

    private async Task<IntakeResult> ApplyAsync(InboxEntry entry)
    {
        switch (entry.State)
        {
            case InboxState.Pending:
                break;
            case InboxState.Kept:
                return new IntakeResult(IntakeStatus.Kept);
            default:
                return new IntakeResult(IntakeStatus.Quarantined, entry.Reason);
        }

        try
        {
            return await _dispatcher.DispatchAsync(entry).WaitAsync(_deadline, _clock);
        }
        catch (Exception exception)
        {
            // It is pending again, so the sweeper finishes it.
            _logger.LogDeliveryPostponed(entry.Id, entry.Attempts, exception);
            return new IntakeResult(IntakeStatus.Deferred);
        }
    }
}
