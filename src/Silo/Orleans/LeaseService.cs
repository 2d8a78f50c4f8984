using Orleans.Runtime;
using LocalSilo = Orleans.Runtime.Silo;

namespace Identity.Silo.Orleans;

/// <summary>Tells the other silos whether this one has a lease.</summary>
internal sealed class LeaseService(GrainId id, LocalSilo silo, ILoggerFactory loggers, MemberLease lease)
    : GrainService(id, silo, loggers), ILeaseService
{
    public Task<bool> HasLeaseAsync() => Task.FromResult(lease.IsValid);
}
