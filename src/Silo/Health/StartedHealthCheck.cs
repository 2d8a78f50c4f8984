using Identity.Silo.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Identity.Silo.Health;

/// <summary>Whether the process has come up, and isn't going down.</summary>
internal sealed class StartedHealthCheck(StorageLifetime storage, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The process is stopping.")
            : storage.Started
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database isn't open yet."));
}
