using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Tests;
using Identity.Clerk.Identifiers;
using Identity.Grains.Organizations;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Grains.Users;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Discovery;
using Identity.Ingest.Retention;
using Identity.Ingest.Sweep;
using Identity.Ingest.Walks;
using Identity.Ingest.Webhooks;
using Identity.Storage;
using Identity.Storage.Directory;
using Identity.Storage.Inbox;
using Identity.Storage.Startup;
using Identity.Testing;
using Identity.Testing.Engines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Identity.Ingest.Tests;

/// <summary>
/// A silo with real grains on a real database, which may ask an emulator. Nothing runs by itself in it: a test starts
/// each job when it wants it.
/// </summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SvixSigner _signer;
    private readonly string _instance;
    private readonly string _connectionString;

    private RunningSilo(IHost host, SvixSigner signer, string instance, string connectionString) =>
        (_host, _signer, _instance, _connectionString) = (host, signer, instance, connectionString);

    public TimeProvider Clock => Get<TimeProvider>();

    public WebhookIntake Intake => Get<WebhookIntake>();

    public IInbox Inbox => Get<IInbox>();

    public IDirectory Directory => Get<IDirectory>();

    public IUserDiscovery Discovery => Get<IUserDiscovery>();

    public GapRepair Gaps => Hosted<GapRepair>();

    public Sweeper Sweeper => Hosted<Sweeper>();

    public InboxRetention Retention => Hosted<InboxRetention>();

    public IRoleCatalogGrain Roles => Get<IGrainFactory>().GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value);

    /// <summary>Starts one, on what is in the folder.</summary>
    /// <param name="folder">Where its database is.</param>
    /// <param name="emulator">Its Clerk; null for none, so that nobody can be asked.</param>
    /// <param name="clock">Its clock; the machine's by default.</param>
    /// <param name="settings">Other settings than the usual ones.</param>
    public static async Task<RunningSilo> StartAsync(
        TempFolder folder,
        RunningEmulator? emulator = null,
        TimeProvider? clock = null,
        params (string Name, string? Value)[] settings)
    {
        var signer = new SvixSigner();
        var database = await TestEngine.SettingsAsync(folder.Combine("identity.db"));
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CLERK_WEBHOOK_SIGNING_SECRET"] = signer.Secret,
            ["CLERK_SECRET_KEY"] = emulator?.Settings.SecretKey,
            ["CLERK_API_URL"] = emulator?.Settings.ApiUrl,
        });
        builder.Configuration.AddInMemoryCollection(database);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value)));
        builder.AddIdentitySilo();

        // A test moves its clock by hours while the storage works in real time.
        builder.Services.Configure<StorageOptions>(o => o.CommandTimeout = TimeSpan.FromMinutes(10));
        SiloStart.Configure(builder.Services, TimeSpan.FromHours(1));
        var host = builder.Build();
        await host.Services.GetRequiredService<IStorageStartup>().StartAsync(TestContext.Current.CancellationToken);
        await SiloStart.StartAsync(host);
        return new RunningSilo(
            host, signer, emulator?.Settings.InstanceId ?? ClerkEventJson.Instance, database["ConnectionStrings:Identity"]!);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public T Hosted<T>() => _host.Services.GetServices<IHostedService>().OfType<T>().Single();

    public IUserGrain User(string id) => Get<IGrainFactory>().GetGrain<IUserGrain>(id);

    public IOrganizationGrain Organization(string id) => Get<IGrainFactory>().GetGrain<IOrganizationGrain>(id);

    public IResourceGrain Resource(string id) => Get<IGrainFactory>().GetGrain<IResourceGrain>(id);

    /// <summary>Counts from now on.</summary>
    public Measurements Measure(string instrument) => new(Get<IMeterFactory>(), instrument);

    /// <summary>Takes a webhook in.</summary>
    public Task<IntakeResult> ReceiveAsync(string id, byte[] body) => Intake.ReceiveAsync(_signer, Clock, id, body);

    /// <summary>Takes an event of the emulator's instance in.</summary>
    public Task<IntakeResult> ReceiveAsync(string id, string type, JsonNode data, long occurredAt) =>
        ReceiveAsync(id, ClerkEventJson.Envelope(type, data, occurredAt, _instance));

    /// <summary>Runs a walk that must come to its end, in a new window of Clerk's limit.</summary>
    public async Task<WalkReport> WalkAsync(WalkKind kind)
    {
        (Clock as ManualTimeProvider)?.Advance(BackendApiOptions.Window);
        return (await Get<WalkJobs>().RunAsync(kind, TestContext.Current.CancellationToken)).Report!;
    }

    /// <summary>Everywhere in the database where a text is.</summary>
    public Task<List<string>> FindAsync(string text) => StoredTexts.FindAsync(_connectionString, text);

    public async ValueTask DisposeAsync()
    {
        await SiloStart.StopAsync(_host);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
