using Identity.Cluster.Tests.Front;
using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>Silos and fronts, each a process of its own, on one database.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly FrontSettings _keys = new();
    private readonly PostgresServer? _server;
    private readonly PostgresDatabase _database;
    private readonly List<SiloSettings> _siloSettings = [];
    private readonly List<FrontSettings> _frontSettings = [];
    private readonly Dictionary<string, string> _frontExtras;

    private TestCluster(PostgresServer? server, PostgresDatabase database, Dictionary<string, string> frontExtras) =>
        (_server, _database, _frontExtras) = (server, database, frontExtras);

    /// <summary>How the database is reached; another one on the network is for whoever has one there.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The keys that all fronts share.</summary>
    public FrontSettings Keys => _keys;

    public List<SiloProcess> Silos { get; } = [];

    public List<FrontProcess> Fronts { get; } = [];

    /// <summary>The database server, where the cluster has one of its own.</summary>
    public PostgresServer Server => _server!;

    /// <summary>Starts silos and fronts on a database of theirs.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="fronts">How many fronts.</param>
    /// <param name="ownServer">Whether the database server is the cluster's own, so that it can be stopped.</param>
    /// <param name="frontExtras">Further settings of the fronts.</param>
    public static async Task<TestCluster> StartAsync(
        int silos = 3, int fronts = 2, bool ownServer = false, params (string Name, string Value)[] frontExtras)
    {
        var cluster = await CreateAsync(ownServer, frontExtras);
        try
        {
            for (var i = 0; i < silos; i++) await cluster.AddSiloAsync();
            for (var i = 0; i < fronts; i++) await cluster.AddFrontAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A database, and nobody on it yet.</summary>
    public static async Task<TestCluster> CreateAsync(bool ownServer, params (string Name, string Value)[] frontExtras)
    {
        Engine.RequireOrleans();
        Assert.SkipWhen(
            PostgresDatabase.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresDatabase.Obstacle ?? "");
        var server = ownServer ? await PostgresServer.StartAsync() : null;
        var database = server is null
            ? await PostgresDatabase.CreateAsync()
            : await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        return new TestCluster(server, database, frontExtras.ToDictionary(e => e.Name, e => e.Value))
        {
            ConnectionString = database.ConnectionString,
        };
    }

    /// <summary>Starts one more silo, and waits until it has joined.</summary>
    public Task<SiloProcess> AddSiloAsync() => AddSiloAsync(new SiloSettings());

    /// <inheritdoc cref="AddSiloAsync()"/>
    public async Task<SiloProcess> AddSiloAsync(SiloSettings settings)
    {
        _siloSettings.Add(settings);
        var silo = await SiloProcess.StartAsync(settings
            .With("ConnectionStrings__Identity", ConnectionString)
            .With("Cluster__SiloPort", $"{FreePort.Next()}")
            .With("Cluster__GatewayPort", $"{FreePort.Next()}")
            .With("Cluster__DrainDelay", "00:00:01"));
        Silos.Add(silo);
        return silo;
    }

    /// <summary>Starts a silo that is gone again, with the same settings and in the same place.</summary>
    public async Task RestartAsync(int number)
    {
        await Silos[number].DisposeAsync();
        Silos[number] = await SiloProcess.StartAsync(Silos[number].Settings);
    }

    /// <summary>Starts one more front, and waits until it is ready.</summary>
    public async Task<FrontProcess> AddFrontAsync(params (string Name, string Value)[] extras)
    {
        var settings = new FrontSettings { Signer = _keys.Signer, Minter = _keys.Minter }
            .With("Storage__Provider", "PostgreSql")
            .With("ConnectionStrings__Identity", ConnectionString)
            .With("Cluster__Mode", "Client")
            .With("Cluster__DrainDelay", "00:00:01")
            .With("Operator__Key", InboxClient.Key);
        foreach (var (name, value) in _frontExtras) settings.With(name, value);
        foreach (var (name, value) in extras) settings.With(name, value);
        _frontSettings.Add(settings);
        var front = await FrontProcess.StartAsync(settings);
        Fronts.Add(front);
        await front.ReadyAsync(TestContext.Current.CancellationToken);
        return front;
    }

    /// <summary>A front that waits for as long as it takes: what is asked of it is what is true, not how soon.</summary>
    public Task<FrontProcess> AddPatientFrontAsync() =>
        AddFrontAsync(("Authentication__Schemes__Clerk__ResolveTimeout", "00:00:30"));

    /// <summary>What every process printed, for a test that failed.</summary>
    public string Outputs() => string.Join('\n', [
        .. Silos.Select((silo, i) => $"== silo {i}\n{silo.Output}"),
        .. Fronts.Select((front, i) => $"== front {i}\n{front.Output}"),
    ]);

    public async ValueTask DisposeAsync()
    {
        foreach (var front in Fronts) await front.DisposeAsync();
        foreach (var silo in Silos) await silo.DisposeAsync();
        foreach (var settings in _frontSettings) settings.Dispose();
        foreach (var settings in _siloSettings) settings.Dispose();
        _keys.Dispose();
        await _database.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }
}
