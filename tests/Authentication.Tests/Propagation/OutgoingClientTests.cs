using System.Net;
using Identity.Authentication.Propagation;
using Identity.Authentication.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests.Propagation;

/// <summary>What a client says holds whatever else is added to the client.</summary>
public sealed class OutgoingClientTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retry_OfAnotherHandler_IsSignedAnewAndBelieved(bool addedBefore)
    {
        var calls = 0;
        await using var billing = await PropagationSetup.StartBillingAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/flaky", (CurrentUser? me) => Interlocked.Increment(ref calls) == 1
                ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
                : Results.Text(me?.Id.Value ?? "anonymous")));
        await using var front = await PropagationSetup.StartFrontAsync(billing, setup => Client(
            setup, client => client.AddHttpMessageHandler(static () => new RetryingHandler()), addedBefore));

        using var answer = await front.GetAsync("/relay?path=/flaky", front.Mint.Mint());

        Assert.Equal(2, calls);
        Assert.Equal($"{TokenMint.UserId}; here {TokenMint.UserId}", await answer.TextAsync());
    }

    [Fact]
    public async Task Redirect_ByAHandlerThatIsSetLater_IsNotFollowed()
    {
        await using var elsewhere = await PropagationSetup.StartBillingAsync();
        await using var billing = await PropagationSetup.StartBillingAsync(setup => setup.Endpoints = routes =>
            routes.MapGet("/away", () => Results.Redirect(new Uri(elsewhere.Address, "/who").ToString())));
        await using var front = await PropagationSetup.StartFrontAsync(billing, setup => Client(
            setup,
            client => client.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler()),
            before: false));

        using var response = await front.GetAsync("/relay?path=/away", front.Mint.Mint());

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task Features_OfTheLongestToken_Arrive()
    {
        await using var billing = await PropagationSetup.StartBillingAsync(setup => setup.Endpoints = static routes =>
            routes.MapGet("/pro", () => "pro").RequireFeature("user:reports"));
        await using var front = await PropagationSetup.StartFrontAsync(billing);
        var token = front.Mint.Mint(claims =>
        {
            claims["v"] = 2;
            claims["pla"] = "u:" + new string('p', 1510);
            claims["fea"] = string.Join(',', Enumerable.Repeat("u:a", 990).Append("u:reports"));
        });
        Assert.InRange(token.Length, 8000, 8192);

        using var pro = await front.GetAsync("/relay?path=/pro", token);

        Assert.Equal(HttpStatusCode.OK, pro.StatusCode);
    }

    [Fact]
    public async Task Calls_BeyondThoseThatAreRemembered_AreLoggedOnceAMinute()
    {
        await using var billing = await PropagationSetup.StartBillingAsync(
            setup => setup.Settings["Authentication:Propagation:MaxRememberedCalls"] = "1000");
        for (var i = 0; i < 1000; i++) await AskAsync("user_");

        for (var i = 0; i < 3; i++) await AskAsync("anonymous");
        Assert.Single(billing.Logs.Lines, line => line.EventId == EventIds.TooManyCallers);

        billing.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 3; i++) await AskAsync("anonymous");
        Assert.Equal(2, billing.Logs.Lines.Count(line => line.EventId == EventIds.TooManyCallers));

        async Task AskAsync(string expected)
        {
            using var who = await billing.SendAsync("/who", request => request.Headers.TryAddWithoutValidation(
                PropagationHeader.Name, PropagationSetup.Assertion("/who")));
            Assert.StartsWith(expected, await who.TextAsync(), StringComparison.Ordinal);
        }
    }

    private static void Client(AppSetup setup, Action<IHttpClientBuilder> change, bool before)
    {
        var others = setup.Services!;
        setup.Services = services =>
        {
            if (before) change(services.AddHttpClient("billing"));
            others(services);
            if (!before) change(services.AddHttpClient("billing"));
        };
    }
}
