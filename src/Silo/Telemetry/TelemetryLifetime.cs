using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Identity.Silo.Telemetry;

/// <summary>Starts the providers with the host: they hear only what happens after they were made.</summary>
internal sealed class TelemetryLifetime(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<MeterProvider>();
        _ = services.GetService<TracerProvider>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
