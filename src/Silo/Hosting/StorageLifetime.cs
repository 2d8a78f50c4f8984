using Identity.Storage.Health;
using Identity.Storage.Startup;

namespace Identity.Silo.Hosting;

/// <summary>
/// Opens the database before anything else starts, and looks after it while the process runs: what failed is tried
/// again, so that readiness recovers without traffic.
/// </summary>
internal sealed class StorageLifetime(
    IStorageStartup startup, IStorageHealth health, IHostApplicationLifetime lifetime, TimeProvider clock)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);

    /// <summary>Whether the database is open.</summary>
    public bool Started { get; private set; }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await startup.StartAsync(cancellationToken);
        if (Started) return;
        Started = true;

        // Two processes on one database would each serve what the other has changed.
        startup.LockLost.Register(lifetime.StopApplication);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ProbeInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!health.Status.IsReady) await health.ProbeAsync(stoppingToken);
        }
    }
}
