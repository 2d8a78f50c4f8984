using System.Diagnostics.Metrics;
using Orleans.Embedded;

namespace Identity.Silo.Embedded;

/// <summary>How many grains are in memory, and how they come and go.</summary>
internal sealed class GrainMetrics(IMeterFactory meters, IEmbeddedGrainStatistics statistics) : IHostedService
{
    private const string MeterName = "Identity.Grains";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "identity.grain.activations", () => statistics.Activations, "{grain}", "Grains in memory.");
        meter.CreateObservableCounter(
            "identity.grain.activated", () => statistics.ActivationsTotal, "{grain}", "Activations since the start.");
        meter.CreateObservableCounter(
            "identity.grain.deactivated", () => statistics.DeactivationsTotal, "{grain}", "Deactivations since the start.");
        meter.CreateObservableGauge(
            "identity.grain.queued", () => statistics.Queued, "{request}", "Requests that wait for a busy grain.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
