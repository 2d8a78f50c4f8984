using System.Globalization;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Walks;
using Identity.Storage.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Ingest.Reconcile;

/// <summary>Starts reconciliations when they are due; of several processes on one database, one does.</summary>
internal sealed class ReconcileSchedule(
    WalkJobs jobs,
    ISettingStore settings,
    TimeProvider clock,
    IOptions<ReconcileOptions> options,
    ILogger<ReconcileSchedule> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Starts what is due.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        // The full one first: it includes the other.
        if (await ClaimAsync("reconcile.full_at", options.Value.FullInterval, cancellationToken))
        {
            await jobs.RunAsync(WalkKind.FullReconcile, cancellationToken);
        }
        else if (await ClaimAsync("reconcile.recent_at", options.Value.Interval, cancellationToken))
        {
            await jobs.RunAsync(WalkKind.RecentReconcile, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The schedule must outlive whatever one pass met.
                logger.LogReconcileFailed(exception);
            }
        }
    }

    // Whoever changes the note does the work. A database that is new has nothing to compare yet: it begins to count.
    private async Task<bool> ClaimAsync(string note, TimeSpan interval, CancellationToken cancellationToken)
    {
        if (interval == TimeSpan.Zero) return false;
        var now = clock.GetUtcNow();
        var last = await settings.GetAsync(note, cancellationToken);
        var isDue = last is not null && IsDue(last, now.ToUnixTimeMilliseconds(), interval);
        if (last is not null && !isDue) return false;
        var stamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return await settings.TryReplaceAsync(note, last, stamp, cancellationToken) && isDue;
    }

    // A note from a time to come was written by a clock that was wrong; waiting for that time could take for ever.
    private static bool IsDue(string note, double now, TimeSpan interval) =>
        !long.TryParse(note, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        || Math.Abs(now - at) >= interval.TotalMilliseconds;
}
