using System.Collections.Immutable;
using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>What the database says of this silo, and of states since it was asked last.</summary>
/// <param name="Status">The silo's place in the membership table; null when it isn't there.</param>
/// <param name="Horizon">From where the next question goes on.</param>
/// <param name="Changes">What was written, and the version that it has now.</param>
internal sealed record MemberReport(
    SiloStatus? Status, string Horizon, ImmutableArray<(StateKey State, int Version)> Changes)
{
    /// <summary>Whether the others count on this silo, or will.</summary>
    public bool IsMember => Status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown
        or SiloStatus.Stopping;
}
