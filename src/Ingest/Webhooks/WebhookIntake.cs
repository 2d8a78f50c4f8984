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
public sealed class WebhookIntake : IDisposable
{
    private readonly IntakeGate _gate;
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
        UserTraffic users,
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
        _gate = new IntakeGate(users, clock);
        _logger = logger;
    }

    /// <summary>Takes one request in.</summary>
    /// <param name="headers">The signature's headers.</param>
    /// <param name="body">The raw body. It is kept, so it must not change any more.</param>
    /// <param name="cancellationToken">The request's own; what is durable by then is applied all the same.</param>
    public async Task<IntakeResult> ReceiveAsync(
        WebhookHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var pass = await _gate.EnterAsync(cancellationToken);
        if (pass == IntakePass.Refused) return Counted(null, new IntakeResult(IntakeStatus.Unavailable));

        MessageId id = default;
        InboxEntry? entry;
        InboxReceipt receipt;
        try
        {
            if (Reject(headers, body, out id) is { } rejected) return Counted(null, rejected);
            entry = await _entries.MakeAsync(id, body, cancellationToken);
            if (entry is null) return Counted(null, new IntakeResult(IntakeStatus.Discarded));
            using (IngestActivities.Add()) receipt = await _inbox.AddAsync(entry, cancellationToken);
        }
        catch (Exception exception) when (exception is StorageUnavailableException or StorageDataException)
        {
            _logger.LogWebhookNotDurable(id, exception);
            return Counted(null, new IntakeResult(IntakeStatus.Unavailable));
        }
        finally
        {
            _gate.Leave(pass);
        }

        return Counted(entry.Type, await FinishAsync(entry, receipt));
    }

    public void Dispose() => _gate.Dispose();

    private IntakeResult? Reject(WebhookHeaders headers, ReadOnlyMemory<byte> body, out MessageId id)
    {
        WebhookRejection rejection;
        using (IngestActivities.Verify()) rejection = _verifier.Verify(headers, body.Span);
        if (MessageId.TryParse(headers.Id, out id) && rejection == WebhookRejection.None) return null;
        _logger.LogWebhookRejected(rejection);
        return new IntakeResult(IntakeStatus.Rejected, rejection.ToString());
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
