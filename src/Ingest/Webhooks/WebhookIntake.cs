using Identity.Clerk.Identifiers;
using Identity.Clerk.Webhooks;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Hosting;
using Identity.Ingest.Telemetry;
using Identity.Storage.Commits;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Webhooks;

/// <summary>Takes a webhook in: verified, durable, applied, in that order.</summary>
public sealed class WebhookIntake
{
    private readonly WebhookSignatureVerifier _verifier;
    private readonly EntryFactory _entries;
    private readonly IInbox _inbox;
    private readonly Dispatcher _dispatcher;
    private readonly WebhookMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _deadline;
    private readonly ILogger<WebhookIntake> _logger;

    internal WebhookIntake(
        EntryFactory entries,
        IInbox inbox,
        Dispatcher dispatcher,
        WebhookMetrics metrics,
        TimeProvider clock,
        IOptions<IngestOptions> options,
        ILogger<WebhookIntake> logger)
    {
        _verifier = new WebhookSignatureVerifier(options.Value.SigningSecrets, clock);
        _entries = entries;
        _inbox = inbox;
        _dispatcher = dispatcher;
        _metrics = metrics;
        _clock = clock;
        _deadline = options.Value.ApplyDeadline;
        _logger = logger;
    }

    /// <summary>Takes one request in.</summary>
    /// <param name="headers">The signature's headers.</param>
    /// <param name="body">The raw body. It is kept, so it must not change any more.</param>
    /// <param name="cancellationToken">The request's own; what is durable by then is applied all the same.</param>
    public async Task<IntakeResult> ReceiveAsync(
        WebhookHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        WebhookRejection rejection;
        using (IngestActivities.Verify()) rejection = _verifier.Verify(headers, body.Span);
        if (rejection != WebhookRejection.None || !MessageId.TryParse(headers.Id, out var id))
        {
            _logger.LogWebhookRejected(rejection);
            return Counted(null, new IntakeResult(IntakeStatus.Rejected, rejection.ToString()));
        }

        try
        {
            var entry = await _entries.MakeAsync(id, body, cancellationToken);
            if (entry is null) return Counted(null, new IntakeResult(IntakeStatus.Discarded));
            InboxReceipt receipt;
            using (IngestActivities.Add()) receipt = await _inbox.AddAsync(entry, cancellationToken);
            return Counted(entry.Type, await FinishAsync(entry, receipt));
        }
        catch (Exception exception) when (exception is StorageUnavailableException or StorageDataException)
        {
            _logger.LogWebhookNotDurable(id, exception);
            return Counted(null, new IntakeResult(IntakeStatus.Unavailable));
        }
    }

    private IntakeResult Counted(string? type, IntakeResult result)
    {
        _metrics.Received(type, result.Status);
        return result;
    }

    private async Task<IntakeResult> FinishAsync(InboxEntry entry, InboxReceipt receipt)
    {
        switch (receipt.State)
        {
            case InboxState.Quarantined or InboxState.Foreign:
                if (receipt.Added) _logger.LogWebhookQuarantined(entry.Id, entry.Type, entry.Reason);
                return new IntakeResult(IntakeStatus.Quarantined, entry.Reason);
            case InboxState.Kept when receipt.Added:
                return new IntakeResult(IntakeStatus.Kept);
            case not InboxState.Pending:
                return new IntakeResult(IntakeStatus.Duplicate);
        }

        // Not cancelled with the request: it is durable, and applying it now saves the sweeper the work.
        var dispatched = _dispatcher.DispatchAsync(entry);
        try
        {
            return await dispatched.WaitAsync(_deadline, _clock);
        }
        catch (Exception)
        {
            // Too slow, or failed and logged where it failed: either way it is durable, and Clerk need not send it again.
            _logger.LogWebhookDeferred(entry.Id);
            return new IntakeResult(IntakeStatus.Deferred);
        }
    }
}
