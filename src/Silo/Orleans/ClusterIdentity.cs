using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Identity.Silo.Orleans;

/// <summary>What silos and their clients have in common.</summary>
internal static class ClusterIdentity
{
    /// <summary>
    /// How long a call may take that has no budget of its own. Its outcome is unknown then; deliveries are tried again, and
    /// nothing else is asked to change anything.
    /// </summary>
    public static TimeSpan ResponseTimeout { get; } = TimeSpan.FromSeconds(10);

    public static void Configure(IServiceCollection services) =>
        services.AddOptions<ClusterOptions>().Configure<IOptions<ClusterSettings>>((options, cluster) =>
        {
            options.ClusterId = cluster.Value.ClusterId;
            options.ServiceId = cluster.Value.ServiceId;
        });
}
