using Identity.Clerk.Webhooks;
using Identity.Grains.Users;
using Identity.Ingest.BackendApi;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Hosting;
using Identity.Ingest.Retention;
using Identity.Ingest.Sweep;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Webhooks;
using Identity.Storage.Directory;
using Identity.Storage.Inbox;
using Identity.Storage.Startup;
using Identity.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.Ingest.Tests;

/// <summary>The ingest over a real SQLite file, with a grain that tests can steer and a clock that they move.</summary>
internal sealed class IngestHost : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    private IngestHost(
        Action<StubGrain>? grain, BackendApiOptions? api, Action<IngestOptions>? configure, BackendApiOptions? writes,
        IGrainConnection? connection)
    {
        grain?.Invoke(Grain);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(StubGrainFactory.Of(Grain))
            .AddIdentityStorage(o => o.ConnectionString = $"Data Source={File}")
            .AddIdentityIngest(o =>
            {
                o.SigningSecrets = WebhookSigningSecret.ParseList(Signer.Secret);
                configure?.Invoke(o);
            });
        if (api is not null) services.AddBackendApi(api);
        if (writes is not null) services.AddClerkWrites(writes);
        if (connection is not null) services.AddSingleton(connection);
        _services = services.BuildServiceProvider();
    }

    public StubGrain Grain { get; } = new();

    private string File => Path.Combine(_folder.Path, "identity.db");

    public ManualTimeProvider Clock { get; } = new();

    public SvixSigner Signer { get; } = new();

    public IInbox Inbox => _services.GetRequiredService<IInbox>();

    public IDirectory Directory => _services.GetRequiredService<IDirectory>();

    public WebhookMetrics Metrics => _services.GetRequiredService<WebhookMetrics>();

    public Dispatcher Dispatcher => _services.GetRequiredService<Dispatcher>();

    public EntryFactory Entries => _services.GetRequiredService<EntryFactory>();

    public WebhookIntake Intake => _services.GetRequiredService<WebhookIntake>();

    public IUserDiscovery Discovery => _services.GetRequiredService<IUserDiscovery>();

    public Sweeper Sweeper => Hosted<Sweeper>();

    public InboxRetention Retention => Hosted<InboxRetention>();

    /// <summary>Whatever else the ingest is made of.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<IngestHost> StartAsync(
        Action<StubGrain>? grain = null,
        BackendApiOptions? api = null,
        Action<IngestOptions>? configure = null,
        BackendApiOptions? writes = null,
        IGrainConnection? connection = null)
    {
        var host = new IngestHost(grain, api, configure, writes, connection);
        await host._services.GetRequiredService<IStorageStartup>().StartAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Keeps every write waiting until the result is disposed of.</summary>
    public async Task<IAsyncDisposable> BlockWritesAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>The entry of a user's event, as it would be stored.</summary>
    public async Task<InboxEntry> EntryAsync(string message, string user = "user_1") =>
        (await Entries.MakeAsync(
            Clerk.Identifiers.MessageId.Parse(message),
            ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, 1_790_845_200_000), 1_790_845_200_005),
            CancellationToken.None))!;

    private T Hosted<T>() => _services.GetServices<IHostedService>().OfType<T>().Single();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
