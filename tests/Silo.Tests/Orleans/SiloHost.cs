using Identity.Grains.Users;
using Identity.Silo.Orleans;
using Identity.Silo.Settings;
using Identity.Storage.GrainState;
using Identity.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Identity.Silo.Tests.Orleans;

/// <summary>A real silo in this process, on a database of its own.</summary>
internal sealed class SiloHost : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _isFirst;

    private SiloHost(IHost host, PostgresDatabase database) => (_host, Database) = (host, database);

    public PostgresDatabase Database { get; }

    /// <summary>What the embedded engine reads and writes.</summary>
    public IGrainStateStore Store => Get<IGrainStateStore>();

    public MemberWatch Watch => Get<MemberWatch>();

    public static async Task<SiloHost> StartAsync(params (string Name, string Value)[] settings)
    {
        Assert.SkipWhen(
            PostgresDatabase.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresDatabase.Obstacle ?? "");
        var silo = await StartAsync(await PostgresDatabase.CreateAsync(), settings);
        silo._isFirst = true;
        return silo;
    }

    /// <summary>One more silo of the same cluster.</summary>
    public Task<SiloHost> JoinAsync() => StartAsync(Database, []);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public IUserGrain User(string id) => Get<IGrainFactory>().GetGrain<IUserGrain>(id);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        if (_isFirst) await Database.DisposeAsync();
    }

    private static async Task<SiloHost> StartAsync(
        PostgresDatabase database, (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["ConnectionStrings:Identity"] = database.ConnectionString,
            ["Cluster:AdvertisedAddress"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{FreePort.Next()}",
            ["Cluster:GatewayPort"] = $"{FreePort.Next()}",
            ["Cluster:DrainDelay"] = "00:00:00",
        });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value)));
        builder.AddIdentitySilo(ProcessRole.Silo);
        var host = new SiloHost(builder.Build(), database);
        await host._host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
