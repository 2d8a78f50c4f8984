using System.Diagnostics.Metrics;

namespace Identity.Silo.Telemetry;

/// <summary>What this machine takes the time for: whoever collects it knows when it did, and so how wrong it is.</summary>
internal sealed class ClockMetrics(IMeterFactory meters, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create("Identity.Silo").CreateObservableGauge(
            "identity.process.clock",
            () => clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0,
            "s",
            "The machine's time, since 1970.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
