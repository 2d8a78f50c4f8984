using Identity.Storage.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Identity.Silo.Health;

/// <summary>
/// Whether webhooks can be made durable. Users in memory are served meanwhile, but a balancer had better choose a
/// process that can do both.
/// </summary>
internal sealed class StorageHealthCheck(IStorageHealth health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = health.Status;
        return Task.FromResult(status.IsReady
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(status.Reason));
    }
}
