using Identity.Grains.Directory;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Hosting;
using Identity.Ingest.Telemetry;
using Identity.Storage.Commits;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Sweep;

/// <summary>
/// Finishes what a webhook's request began and couldn't end: it was killed, took too long, or the storage was away.
/// </summary>
internal sealed class Sweeper(
    IInbox inbox,
    Dispatcher dispatcher,
    DispatchBacklog backlog,
    IGrainConnection grains,
    WebhookMetrics metrics,
    TimeProvider clock,
    IOptions<IngestOptions> options,
    ILogger<Sweeper> logger) : BackgroundService
{
    private readonly IngestOptions _options = options.Value;
    private bool _released;

    /// <summary>Claims what is due, delivers it, and goes on until nothing is due. Returns how many it took.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        // Whatever a process before this one left is due at once.
        if (!_released && grains.IsReady)
        {
            await inbox.ReleaseAllAsync(cancellationToken);
            _released = true;
        }

        // A claim counts as an attempt and postpones, so nothing is claimed that couldn't be delivered now
        // and from here: it is left to those that can.
        var swept = 0;
        while (backlog.HasRoom && grains.IsReady)
        {
            var claimed = await inbox.ClaimDueAsync(_options.SweepBatch, cancellationToken);
            if (claimed.Length == 0) break;
            await Task.WhenAll(claimed.Select(FinishAsync));
            swept += claimed.Length;
        }

        metrics.Inbox = await inbox.CountAsync(cancellationToken);
        return swept;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.SweepInterval, clock);
        do
        {
            try
            {
                var swept = await SweepAsync(stoppingToken);
                if (swept > 0) logger.LogSwept(swept);
            }
            catch (StorageUnavailableException exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogSweepPostponed(exception);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The sweeper must outlive whatever one sweep met: without it nothing else finishes deliveries.
                logger.LogSweepFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FinishAsync(InboxEntry entry)
    {
        try
        {
            await dispatcher.DispatchAsync(entry);
        }
        catch (Exception exception) when (DeliveryFailure.IsSurroundings(exception) || entry.Attempts < _options.MaxAttempts)
        {
            logger.LogDeliveryPostponed(entry.Id, entry.Attempts, exception);
        }
        catch (Exception exception)
        {
            await QuarantineAsync(entry, exception);
        }
    }

    private async Task QuarantineAsync(InboxEntry entry, Exception exception)
    {
        var reason = $"failed {_options.MaxAttempts} times: {exception.GetType().Name}";
        logger.LogWebhookQuarantined(entry.Id, entry.Type, reason);
        await inbox.CompleteAsync(
            [new InboxCompletion(entry.InstanceId, entry.Id, InboxState.Quarantined, reason)],
            DirectoryEntries.None,
            CancellationToken.None);
    }
}
