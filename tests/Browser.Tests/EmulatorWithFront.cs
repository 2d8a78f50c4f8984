using Identity.Clerk.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.Browser.Tests;

/// <summary>An emulator in memory with its first three users, and a front that hears of them.</summary>
internal sealed class EmulatorWithFront : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly StubFront? _front;

    private EmulatorWithFront(IHost host, StubFront? front)
    {
        _host = host;
        _front = front;
        Url = host.Services.GetRequiredService<EmulatorAddress>().Url;
    }

    public Uri Url { get; }

    public static async Task<EmulatorWithFront> StartAsync(bool withFront = true, bool seed = true)
    {
        var front = withFront ? await StubFront.StartAsync() : null;
        var options = new EmulatorOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            StatePath = null,
            Seed = seed,
            WebhookUrl = front is null ? null : new Uri(front.Url, "/webhooks/clerk"),
            // Nothing listens at port 1.
            FrontUrl = front?.Url ?? new Uri("http://127.0.0.1:1"),
        };
        var settings = ClerkEmulator.Prepare(options);
        if (front is not null)
            front.Secret = settings.WebhookSigningSecret;

        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddClerkEmulator(options);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new EmulatorWithFront(host, front);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        if (_front is not null)
            await _front.DisposeAsync();
    }
}
