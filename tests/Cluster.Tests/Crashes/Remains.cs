using Identity.Cluster.Tests.Load;

namespace Identity.Cluster.Tests.Crashes;

/// <summary>What is known of a round when its front is dead: what was sent, and what of it was acknowledged.</summary>
internal sealed record Remains(ModelClerk Clerk, IReadOnlyList<Forgery> Forgeries)
{
    public override string ToString() =>
        $"{Clerk.Events.Count(e => e.Acknowledged)} acknowledged of {Clerk.Events.Count(e => e.Sent)} sent, "
        + $"{Forgeries.Count} forged";
}
