using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Embedded;
using Orleans.Hosting;
using Orleans.Storage;

namespace Identity.Orleans.Embedded.Tests.Engine;

/// <summary>
/// One engine with a clock that the test moves, a storage that the test can disturb, and a stage on which grains and
/// test meet. The only place that knows which engine it is.
/// </summary>
internal sealed class GrainEngineFixture : IAsyncDisposable
{
    private readonly IHost _host;

    private GrainEngineFixture(EngineSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }));
        builder.Services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Debug));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Stage);
        builder.Services.AddScoped<ScopedThing>();
        builder.Services.AddKeyedSingleton<IGrainStorage>("test", Storage);
        foreach (var filter in settings.Filters) builder.Services.AddSingleton(filter);
        builder.Services.AddEmbeddedGrains(options =>
        {
            options.ResponseTimeout = settings.ResponseTimeout;
            options.ActivationTimeout = settings.ActivationTimeout;
            options.DeactivationTimeout = settings.DeactivationTimeout;
            options.CollectionAge = settings.CollectionAge;
            options.MaxQueuedRequests = settings.MaxQueuedRequests;
        });
        _host = builder.Build();
    }

    public ManualTimeProvider Clock { get; } = new();

    public Stage Stage { get; } = new();

    public StorageFake Storage { get; } = new();

    public LogCapture Log { get; } = new();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IEmbeddedGrainStatistics Statistics => _host.Services.GetRequiredService<IEmbeddedGrainStatistics>();

    public static async Task<GrainEngineFixture> StartAsync(EngineSettings? settings = null)
    {
        var fixture = new GrainEngineFixture(settings ?? new EngineSettings());
        await fixture._host.StartAsync(TestContext.Current.CancellationToken);
        return fixture;
    }

    public T GetGrain<T>(string key)
        where T : IGrainWithStringKey
        => Grains.GetGrain<T>(key);

    /// <summary>Moves the clock so far that whoever was idle for the age has been looked at.</summary>
    public void PassIdle(TimeSpan age) => Clock.Advance(age + TimeSpan.FromMinutes(2));

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Stage.OpenAll();

        // A test that failed may leave a grain stuck, and the engine's own clock stands still.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _host.StopAsync(patience.Token);
        _host.Dispose();
    }
}
