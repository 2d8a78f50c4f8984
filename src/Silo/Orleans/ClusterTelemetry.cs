using Orleans.Hosting;

namespace Identity.Silo.Orleans;

/// <summary>Traces go on from one process to the next; only where somebody collects them, because each call pays for it.</summary>
internal static class ClusterTelemetry
{
    public static void Add(ISiloBuilder silo, IConfiguration configuration)
    {
        if (IsCollected(configuration)) silo.AddActivityPropagation();
    }

    public static void Add(IClientBuilder client, IConfiguration configuration)
    {
        if (IsCollected(configuration)) client.AddActivityPropagation();
    }

    private static bool IsCollected(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[Telemetry.TelemetrySetup.OtlpEndpoint]);
}
