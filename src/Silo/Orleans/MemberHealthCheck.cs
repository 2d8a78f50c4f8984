using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>Whether this silo has joined, is still counted on, and may answer.</summary>
internal sealed class MemberHealthCheck(
    MemberLease lease, IClusterMembershipService membership, ILocalSiloDetails silo) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress);
        return Task.FromResult(
            status != SiloStatus.Active ? HealthCheckResult.Unhealthy($"This silo's status is {status}.")
            : lease.IsValid ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("This silo hasn't heard for too long that it is a member."));
    }
}
