using Orleans.Configuration;
using Orleans.Hosting;

namespace Identity.Silo.Orleans;

/// <summary>How soon a silo that says nothing is taken for dead; docs/cluster.md says what each costs.</summary>
internal static class FailureDetection
{
    public static void Configure(ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(Configure);

        // Orleans would keep the users of a dead silo from everybody for half a minute, in case that it isn't dead. Ours
        // stops answering by itself: that is what its lease is for.
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.Zero);
    }

    private static void Configure(ClusterMembershipOptions options)
    {
        // Three probes that nobody answers, seen by two silos where there are three. Orleans fits each probe's patience to
        // how long answers took lately; without an upper bound a busy silo would be given four times as long.
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MinProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;

        // After all silos were killed at once, a new one ignores those that haven't written for three of these.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.NumMissedTableIAmAliveLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);

        // A cluster that is restarted often doesn't drag its past along.
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
