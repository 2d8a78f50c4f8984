using System.Net;
using Identity.Clerk.Emulator;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.WebFront.Tests.Identity;

/// <summary>A user from before the webhook endpoint was added: no event has come, and Clerk is asked once.</summary>
public class UnknownUserTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Me_NoEventHasCome_IsFetchedFromClerkAndRememberedWithoutIt()
    {
        using var clerk = await StartClerkAsync();
        using var settings = Settings(clerk);
        await using var front = await FrontProcess.StartAsync(settings);
        var token = await TokenAsync(clerk);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(front, token));

        await clerk.StopAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(front, token));
    }

    [Fact]
    public async Task Me_NoEventHasComeAndClerkIsAway_Is503()
    {
        using var clerk = await StartClerkAsync();
        using var settings = Settings(clerk);
        await using var front = await FrontProcess.StartAsync(settings);
        var token = await TokenAsync(clerk);
        await clerk.StopAsync(Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await MeAsync(front, token));
    }

    [Fact]
    public async Task Me_FetchingIsSwitchedOff_IsRefused()
    {
        using var clerk = await StartClerkAsync();
        using var settings = Settings(clerk).With("Clerk__FetchUnknownUsers", "false");
        await using var front = await FrontProcess.StartAsync(settings);
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(front, await TokenAsync(clerk)));
    }

    private static async Task<HttpStatusCode> MeAsync(FrontProcess front, string token)
    {
        using var answer = await front.GetAsync("/identity/me", token, Cancel);
        return answer.StatusCode;
    }

    // It tells nobody of its users.
    private static async Task<IHost> StartClerkAsync()
    {
        var options = new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), StatePath = null, WebhookUrl = null };
        var settings = ClerkEmulator.Prepare(options);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddClerkEmulator(options).AddSingleton(settings);
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return host;
    }

    private static FrontSettings Settings(IHost clerk)
    {
        var settings = clerk.Services.GetRequiredService<EmulatorSettings>();
        return new FrontSettings()
            .With("CLERK_JWT_KEY", "")
            .With("CLERK_SECRET_KEY", settings.SecretKey)
            .With("CLERK_API_URL", settings.ApiUrl)
            .With("Authentication__Schemes__Clerk__Issuer", settings.Issuer);
    }

    private static async Task<string> TokenAsync(IHost clerk)
    {
        using var http = new HttpClient { BaseAddress = clerk.Services.GetRequiredService<EmulatorAddress>().Url };
        using var answer = await http.PostAsync("/emulator/token/ada?wait=false", content: null, Cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
    }
}
