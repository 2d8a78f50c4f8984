using System.Diagnostics;
using System.Globalization;
using Identity.Bench.Clerk;
using Identity.Testing;

namespace Identity.Bench.Servers;

/// <summary>
/// One front and some silos on Microsoft Orleans, over a PostgreSQL database of their own, on loopback.
/// </summary>
internal sealed class OrleansCluster : IServer
{
    private const string Mode = "Cluster__Mode";

    private readonly List<ListeningProcess> _silos = [];
    private FrontServer _front = null!;

    private OrleansCluster()
    {
    }

    public Uri Url => _front.Url;

    public IReadOnlyList<int> Processes => [.. _front.Processes, .. _silos.Select(silo => silo.Id)];

    /// <summary>Starts so many silos, and a front as their client; with none, the front is a silo itself.</summary>
    public static async Task<OrleansCluster> StartAsync(Instance instance, PostgresServer server, int silos)
    {
        var cluster = new OrleansCluster();
        try
        {
            await cluster.StartProcessesAsync(instance, server, silos);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has webhooks taken in.</summary>
    public Task AcknowledgeAsync(IEnumerable<HttpRequestMessage> webhooks) => _front.AcknowledgeAsync(webhooks);

    public Task<double?> AllocatedAsync() => _front.AllocatedAsync();

    public async ValueTask DisposeAsync()
    {
        if (_front is not null) await _front.DisposeAsync();
        foreach (var silo in _silos) await silo.DisposeAsync();
    }

    private async Task StartProcessesAsync(Instance instance, PostgresServer server, int silos)
    {
        var database = await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        (string Name, string Value)[] settings =
        [
            ("Storage__Provider", "PostgreSql"), ("ConnectionStrings__Identity", database.ConnectionString),
        ];
        for (var i = 0; i < silos; i++)
        {
            _silos.Add(await ListeningProcess.StartAsync(Silo(instance, [.. settings, .. Address()])));
        }

        (string, string)[] front = [(Mode, silos == 0 ? "CoHosted" : "Client"), .. settings, .. Address()];
        _front = await FrontServer.StartOrleansAsync(instance, server, front);
    }

    private static (string Name, string Value)[] Address() =>
    [
        ("Cluster__AdvertisedAddress", "127.0.0.1"),
        ("Cluster__SiloPort", FreePort.Next().ToString(CultureInfo.InvariantCulture)),
        ("Cluster__GatewayPort", FreePort.Next().ToString(CultureInfo.InvariantCulture)),
    ];

    private static ProcessStartInfo Silo(Instance instance, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [OrleansBuild.Silo!, "--urls=http://127.0.0.1:0"]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["CLERK_WEBHOOK_SIGNING_SECRET"] = instance.WebhookSecret;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return start;
    }
}
