using Identity.Clerk.Identifiers;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Erasure;
using Identity.Ingest.Hosting;
using Identity.Ingest.Telemetry;
using Identity.Storage.Changes;
using Identity.Storage.Commits;
using Identity.Storage.Directory;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Retention;

/// <summary>
/// Deletes what has been settled for long, and erases whom Clerk deleted long ago. It never affects a result: the merge
/// doesn't ask what the inbox remembers.
/// </summary>
internal sealed class InboxRetention(
    IInbox inbox,
    IChangeFeed changes,
    IDirectory directory,
    Eraser eraser,
    TimeProvider clock,
    IOptions<IngestOptions> options,
    ILogger<InboxRetention> logger) : BackgroundService
{
    /// <summary>The most rows of one commit, so that webhooks needn't wait for it.</summary>
    internal const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Deletes and erases all that is due; returns how many rows and how many persons.</summary>
    public async Task<(int Purged, int Erased)> RunAsync(CancellationToken cancellationToken)
    {
        var purged = await PurgeAsync(cancellationToken);
        var erased = options.Value.EraseDeletedAfter is { } age ? await EraseAsync(age, cancellationToken) : 0;
        return (purged, erased);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var (purged, erased) = await RunAsync(stoppingToken);
                if (purged > 0 || erased > 0) logger.LogRetained(purged, erased);
            }
            catch (StorageUnavailableException exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogRetentionPostponed(exception);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogRetentionFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var before = Before(options.Value.InboxRetention);
        var purged = 0;
        int batch;
        do purged += batch = await inbox.PurgeAsync(before, Batch, cancellationToken);
        while (batch == Batch);
        do batch = await changes.PurgeAsync(before, Batch, cancellationToken);
        while (batch == Batch);
        return purged;
    }

    private async Task<int> EraseAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var (erased, before) = (0, Before(age));
        while (true)
        {
            var users = await directory.DeletedUsersAsync(before, Batch, cancellationToken);
            var erasedOfThese = 0;
            foreach (var user in users)
            {
                if (await TryEraseAsync(user, cancellationToken)) erasedOfThese++;
            }

            erased += erasedOfThese;

            // Those that couldn't be erased come again, first: without the second condition for ever.
            if (users.Length < Batch || erasedOfThese == 0) return erased;
        }
    }

    // One who can't be erased must not keep the others from it.
    private async Task<bool> TryEraseAsync(UserId user, CancellationToken cancellationToken)
    {
        try
        {
            return await eraser.EraseAsync(user, cancellationToken) is not null;
        }
        catch (Exception exception) when (!DeliveryFailure.IsSurroundings(exception))
        {
            logger.LogEraseFailed(user, exception);
            return false;
        }
    }

    private long Before(TimeSpan age) => (clock.GetUtcNow() - age).ToUnixTimeMilliseconds();
}
