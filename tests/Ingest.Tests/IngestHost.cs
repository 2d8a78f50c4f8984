using Identity.Clerk.Webhooks;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Sweep;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Identity.Storage.Startup;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Identity.Ingest.Tests;

/// <summary>The ingest over a real SQLite file, with a grain that tests can steer and a clock that they move.</summary>
internal sealed class IngestHost : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    private IngestHost(Action<StubGrain>? grain)
    {
        grain?.Invoke(Grain);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IGrainFactory>(Grain)
            .AddIdentityStorage(o => o.ConnectionString = $"Data Source={Path.Combine(_folder.Path, "identity.db")}")
            .AddIdentityIngest(o => o.SigningSecrets = WebhookSigningSecret.ParseList(Signer.Secret))
            .BuildServiceProvider();
    }

    public StubGrain Grain { get; } = new();

    public ManualTimeProvider Clock { get; } = new();

    public SvixSigner Signer { get; } = new();

    public IInbox Inbox => _services.GetRequiredService<IInbox>();

    public Dispatcher Dispatcher => _services.GetRequiredService<Dispatcher>();

    public EntryFactory Entries => _services.GetRequiredService<EntryFactory>();

    public WebhookIntake Intake => _services.GetRequiredService<WebhookIntake>();

    public Sweeper Sweeper => _services.GetServices<IHostedService>().OfType<Sweeper>().Single();

    public static async Task<IngestHost> StartAsync(Action<StubGrain>? grain = null)
    {
        var host = new IngestHost(grain);
        await host._services.GetRequiredService<IStorageStartup>().StartAsync(CancellationToken.None);
        return host;
    }

    /// <summary>The entry of a user's event, as it would be stored.</summary>
    public async Task<InboxEntry> EntryAsync(string message, string user = "user_1") =>
        (await Entries.MakeAsync(
            Clerk.Identifiers.MessageId.Parse(message),
            ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, 1_790_845_200_000), 1_790_845_200_005),
            CancellationToken.None))!;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
