using Identity.Grains.Events;
using Orleans;
using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>Refuses to answer for an entity without a lease; Orleans' own grains go on, or no silo could join.</summary>
internal sealed class MemberGuard(MemberLease lease) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        lease.IsValid || context.Grain is not IClerkEntityGrain
            ? context.Invoke()
            : Task.FromException(new SiloUnavailableException(
                "This silo hasn't heard for too long that it is a member of its cluster."));
}
