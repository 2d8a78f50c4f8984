using System.Net;
using Identity.Authentication.Tests.Hosting;
using Identity.Authentication.Unavailability;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;
using Identity.Testing;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Tests;

/// <summary>What happens when it can't be known who calls.</summary>
public sealed class UnavailabilityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/public")]
    [InlineData("/protected")]
    public async Task Resolve_GrainDoesNotAnswer_503AfterTheBudget(string path)
    {
        await using var app = await AuthenticationApp.StartAsync();
        var gate = new TaskCompletionSource<CallerResolution>();
        app.Users.Answer = _ => new(gate.Task);

        var request = app.GetAsync(path, app.Mint.Mint());
        await Patience.UntilAsync(() => app.Clock.ActiveTimers == 1, Cancel);
        app.Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(1, app.Clock.ActiveTimers);
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var response = await request;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(app.Logs.Lines, line => line.EventId == EventIds.IdentityUnavailable
            && line.Text.Contains(nameof(IdentityUnavailableReason.Timeout), StringComparison.Ordinal));
        gate.SetException(new InvalidOperationException("too late for anybody"));
    }

    [Fact]
    public async Task Resolve_GrainAnswersWithinTheBudget_Passes()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var gate = new TaskCompletionSource<CallerResolution>();
        app.Users.Answer = _ => new(gate.Task);

        var request = app.GetAsync("/protected", app.Mint.Mint());
        await Patience.UntilAsync(() => app.Clock.ActiveTimers == 1, Cancel);
        app.Clock.Advance(TimeSpan.FromMilliseconds(249));
        gate.SetResult(UserScript.Known());
        using var response = await request;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Resolve_OtherBudget_IsTheOneThatCounts()
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => setup.Configure = options => options.ResolveTimeout = TimeSpan.FromSeconds(2));
        var gate = new TaskCompletionSource<CallerResolution>();
        app.Users.Answer = _ => new(gate.Task);

        var request = app.GetAsync("/protected", app.Mint.Mint());
        await Patience.UntilAsync(() => app.Clock.ActiveTimers == 1, Cancel);
        app.Clock.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.Equal(1, app.Clock.ActiveTimers);
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var response = await request;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        gate.SetResult(UserScript.Known());
    }

    [Fact]
    public async Task Resolve_GrainFailsLater_503()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var gate = new TaskCompletionSource<CallerResolution>();
        app.Users.Answer = _ => new(gate.Task);

        var request = app.GetAsync("/public", app.Mint.Mint());
        await Patience.UntilAsync(() => app.Users.Calls == 1, Cancel);
        gate.SetException(new InvalidOperationException("storage is down"));
        using var response = await request;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Resolve_EngineTimesOutItself_503()
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => ValueTask.FromException<CallerResolution>(new TimeoutException("no answer"));

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(app.Logs.Lines, line => line.EventId == EventIds.IdentityUnavailable
            && line.Text.Contains(nameof(IdentityUnavailableReason.Timeout), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Resolve_ClientGoesAway_NobodyIsAnswered()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var gate = new TaskCompletionSource<CallerResolution>();
        app.Users.Answer = _ => new(gate.Task);
        using var client = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/public");
        request.Headers.Authorization = new("Bearer", app.Mint.Mint());

        var response = app.Client.SendAsync(request, client.Token);
        await Patience.UntilAsync(() => app.Clock.ActiveTimers == 1, Cancel);
        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);
        await Patience.UntilAsync(
            () => app.Logs.Lines.Any(line => line.Text.StartsWith("Request finished", StringComparison.Ordinal)),
            Cancel);
        Assert.Equal(0, app.Clock.ActiveTimers);
        Assert.DoesNotContain(app.Logs.Lines, line => line.EventId == EventIds.IdentityUnavailable);
    }

    [Theory]
    [InlineData("/public")]
    [InlineData("/protected")]
    public async Task Verify_KeysCannotBeHad_503WithATokenOnly(string path)
    {
        await using var clerk = await JwksServer.StartAsync();
        clerk.Status = StatusCodes.Status500InternalServerError;
        await using var app = await AuthenticationApp.StartAsync(setup => Fetch(setup, clerk));

        using var withToken = await app.GetAsync(path, app.Mint.Mint());
        using var without = await app.GetAsync("/public");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, withToken.StatusCode);
        Assert.NotNull(withToken.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
        Assert.Equal(0, app.Users.Calls);
    }

    [Fact]
    public async Task Verify_KeysComeBack_Passes()
    {
        await using var clerk = await JwksServer.StartAsync();
        clerk.Status = StatusCodes.Status500InternalServerError;
        await using var app = await AuthenticationApp.StartAsync(setup => Fetch(setup, clerk));

        using var before = await app.GetAsync("/protected", app.Mint.Mint());
        clerk.Status = StatusCodes.Status200OK;
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        using var after = await app.GetAsync("/protected", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal($"Bearer {JwksServer.SecretKey}", clerk.LastAuthorization);
    }

    [Fact]
    public async Task Verify_DevelopmentWithoutKeys_503AndAWarningThatSaysWhatIsMissing()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Environment = "Development";
            setup.Settings.Clear();
        });

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var warning = Assert.Single(app.Logs.Lines, line => line.EventId == EventIds.CannotVerify);
        Assert.Contains("CLERK_SECRET_KEY", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_KeySourceHasABug_500AndNot503()
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => setup.Configure = options => options.SigningKeys = new BrokenKeys());

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    private static void Fetch(AppSetup setup, JwksServer clerk)
    {
        setup.Settings.Remove("Authentication:Schemes:Clerk:JwtKey");
        setup.Settings["CLERK_SECRET_KEY"] = JwksServer.SecretKey;
        setup.Settings["CLERK_API_URL"] = clerk.Address.ToString();
    }

    private sealed class BrokenKeys : ISigningKeySource
    {
        public ValueTask<SigningKey?> FindAsync(string kid, CancellationToken ct) =>
            throw new InvalidOperationException();
    }
}
