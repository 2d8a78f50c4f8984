using System.Net;
using Identity.Clerk.Emulator.BackendApi;
using Identity.Clerk.Emulator.Control;
using Identity.Clerk.Emulator.Faults;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Page;
using Identity.Clerk.Emulator.State;
using Identity.Clerk.Emulator.Tokens;
using Identity.Clerk.Emulator.Webhooks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Identity.Clerk.Emulator.Hosting;

/// <summary>
/// Runs the emulator beside its host: its own Kestrel, pipeline and address, nothing shared but the logs.
/// </summary>
internal sealed partial class EmulatorService(
    EmulatorOptions options,
    EmulatorAddress address,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    /// <summary>Bytes of a request's body.</summary>
    private const int LargestBody = 64 * 1024;
    private const int MostConnections = 256;

    private readonly ILogger _logger = loggers.CreateLogger<EmulatorService>();
    private readonly FaultPlan _faults = new(
        new FaultSettings { ApiRateLimit = options.BackendApiRateLimit }, clock);
    private WebApplication? _application;
    private EmulatorStore? _store;
    private WebhookSender? _sender;
    private FrontClient? _front;
    private SessionExpiry? _expiry;
    private CancellationTokenRegistration _opening;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        OptionsCheck.ThrowIfUnusable(options);
        var live = await OpenInstanceAsync(cancellationToken);
        _front = new FrontClient(options.FrontUrl, clock);
        _expiry = new SessionExpiry(live, clock);

        _application = Build(live, _front);
        await _application.StartAsync(cancellationToken);
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        address.Url = new Uri(addresses.Addresses.Single());
        LogListening(_logger, address.Url, options.StatePath ?? "memory");
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_application is not null)
            await _application.StopAsync(cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _opening.DisposeAsync();
        if (_expiry is not null)
            await _expiry.DisposeAsync();
        if (_sender is not null)
            await _sender.DisposeAsync();
        if (_application is not null)
            await _application.DisposeAsync();
        _front?.Dispose();
        if (_store is not null)
            await _store.DisposeAsync();
        (_expiry, _sender, _application, _front, _store) = (null, null, null, null, null);
    }

    private async Task<LiveInstance> OpenInstanceAsync(CancellationToken cancellationToken)
    {
        var stored = StateFile.LoadOrCreate(options);
        var instance = new EmulatedInstance(stored.Keys.InstanceId, stored.Instance, clock);
        _store = new EmulatorStore(
            stored.Keys, instance, StateFile.For(options), clock, loggers.CreateLogger<EmulatorStore>());
        if (options.WebhookUrl is { } target)
            _sender = new WebhookSender(target, stored.Keys, _store, clock, loggers.CreateLogger<WebhookSender>());

        var live = new LiveInstance(
            stored.Keys,
            _store,
            _sender is null ? null : new WebhookGate(_sender, _faults, loggers.CreateLogger<WebhookGate>()),
            _faults,
            new SessionTokenMinter(stored.Keys, address, options.TokenLifetime, clock),
            options.FrontUrl.GetLeftPart(UriPartial.Authority),
            clock,
            loggers.CreateLogger<LiveInstance>());
        Resume(stored.Outbox);
        if (options.Seed)
            await live.ApplyAsync(emulated => emulated.Seed(), Caller.Emulator, wait: false, cancellationToken);

        // A receiver in this very process listens only after it has started.
        _opening = lifetime.ApplicationStarted.Register(() => _sender?.Open());
        return live;
    }

    private void Resume(IReadOnlyList<WebhookMessage> undelivered)
    {
        if (undelivered.Count == 0)
            return;

        var deliveries = undelivered.Select(message => new Delivery(message, clock.GetUtcNow())).ToList();
        foreach (var delivery in deliveries)
            _store!.Outbox.Add(delivery);
        _sender?.Send(deliveries);
        LogOutboxResumed(_logger, deliveries.Count);
    }

    private WebApplication Build(LiveInstance live, FrontClient front)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(IPAddress.Parse(options.Url.Host), options.Url.Port);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddRoutingCore();

        var application = builder.Build();
        application.UseFaultAnswers(loggers);
        application.UseOwnHostOnly(address);
        application.UseControlGuard(address);
        application.UseBackendApiKey(live.Keys);
        application.UseBackendApiFaults(_faults, clock);
        application.MapBackendApi(live);
        application.MapControl(live, _faults, front, options, address);
        application.MapPage();
        return application;
    }

    [LoggerMessage(EventIds.Listening, LogLevel.Information,
        "The Clerk emulator listens at {Url} and keeps its state in '{State}'. Never use it in production")]
    private static partial void LogListening(ILogger logger, Uri url, string state);

    [LoggerMessage(EventIds.OutboxResumed, LogLevel.Information,
        "{Count} webhooks of an earlier run are still to be delivered")]
    private static partial void LogOutboxResumed(ILogger logger, int count);
}
