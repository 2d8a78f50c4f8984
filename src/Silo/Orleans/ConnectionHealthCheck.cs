using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Identity.Silo.Orleans;

/// <summary>Whether a front has a silo to ask.</summary>
internal sealed class ConnectionHealthCheck(ConnectionState connection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(connection.IsReady
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("No silo is connected."));
}
