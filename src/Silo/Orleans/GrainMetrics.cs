using System.Diagnostics.Metrics;

namespace Identity.Silo.Orleans;

/// <summary>How many grains are in this silo's memory, under the name that the embedded engine gives it too.</summary>
internal sealed class GrainMetrics(IMeterFactory meters, HeldStates states) : IHostedService
{
    private const string MeterName = "Identity.Grains";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(MeterName).CreateObservableGauge(
            "identity.grain.activations", () => states.Count, "{grain}", "Grains in memory.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
