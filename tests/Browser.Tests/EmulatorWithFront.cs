using Identity.Clerk.Emulator;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.Browser.Tests;

/// <summary>An emulator with its first three users: inside the real front, as a newcomer starts it, or without one.</summary>
internal sealed class EmulatorWithFront : IAsyncDisposable
{
    private readonly Func<ValueTask> _stop;

    private EmulatorWithFront(Uri url, Func<ValueTask> stop)
    {
        Url = url;
        _stop = stop;
    }

    public Uri Url { get; }

    public static Task<EmulatorWithFront> StartAsync(bool withFront = true, bool seed = true) =>
        withFront ? StartFrontAsync(seed) : StartAloneAsync(seed);

    public ValueTask DisposeAsync() => _stop();

    private static async Task<EmulatorWithFront> StartFrontAsync(bool seed)
    {
        var settings = new FrontSettings { Keyless = true, Url = FreePort.Url() };
        Assert.SkipUnless(settings.HasEmulator, FrontSettings.NoEmulator);
        var url = FreePort.Url();
        settings.With("Emulator__Url", url.ToString()).With("Emulator__Seed", seed.ToString());
        var front = await FrontProcess.StartAsync(settings);
        return new EmulatorWithFront(url, async () =>
        {
            await front.DisposeAsync();
            settings.Dispose();
        });
    }

    private static async Task<EmulatorWithFront> StartAloneAsync(bool seed)
    {
        // Nothing listens at port 1.
        var options = new EmulatorOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            StatePath = null,
            Seed = seed,
            FrontUrl = new Uri("http://127.0.0.1:1"),
        };
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddClerkEmulator(options);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new EmulatorWithFront(host.Services.GetRequiredService<EmulatorAddress>().Url, async () =>
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        });
    }
}
