using Orleans.Configuration;
using Orleans.Hosting;

namespace Identity.Silo.Orleans;

/// <summary>How soon a silo that says nothing is taken for dead; docs/cluster.md says what each costs.</summary>
internal static class FailureDetection
{
    public static void Configure(ISiloBuilder silo) => silo.Configure<ClusterMembershipOptions>(options =>
    {
        // Three probes of a second each that nobody answers, seen by two silos where there are three.
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;

        // After all silos were killed at once, a new one ignores those that haven't written for three of these.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.NumMissedTableIAmAliveLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);

        // A cluster that is restarted often doesn't drag its past along.
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    });
}
