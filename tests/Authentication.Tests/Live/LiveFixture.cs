using Identity.Authentication.Callers;
using Identity.Authentication.Live;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Tests.Live;

/// <summary>A live caller of a scripted user, on a clock that the test moves.</summary>
internal sealed class LiveFixture : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly AuthenticationApp _app;

    private LiveFixture(AuthenticationApp app, CurrentUser user)
    {
        _app = app;
        User = user;
        Caller = app.Services.GetRequiredService<LiveCallers>().Watch(user);
    }

    public CurrentUser User { get; }

    public LiveCaller Caller { get; }

    public UserScript Users => _app.Users;

    public ManualTimeProvider Clock => _app.Clock;

    public TokenMint Mint => _app.Mint;

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<LiveFixture> StartAsync(
        Action<ClerkOptions>? configure = null, TimeSpan tokenAge = default)
    {
        var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Services = services => services.AddSingleton<ICallerResolver>(new Script(setup.Users));
            setup.Configure = configure ?? setup.Configure;
        });
        var token = app.Mint.Mint();
        app.Clock.Advance(tokenAge);
        var options = app.Services.GetRequiredService<IOptionsMonitor<ClerkOptions>>().Get("Clerk");
        var verification = await options.Verifier!.VerifyAsync(token, Cancel);
        return new LiveFixture(app, new CurrentUser(verification.Claims!, UserScript.Known(), app.Clock));
    }

    /// <summary>Waits for news, and moves the clock until there are any.</summary>
    public async Task<(LiveNews News, TimeSpan After)> NextAsync(TimeSpan? atMost = null)
    {
        var started = Clock.GetTimestamp();
        var next = Caller.NextAsync(atMost ?? Timeout.InfiniteTimeSpan, Cancel);
        await Patience.PassAsync(Clock, Step, next, Cancel);
        var after = Clock.GetElapsedTime(started);
        Assert.True(after < TimeSpan.FromMinutes(10), $"News came after {after}.");
        return (await next, after);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Script(UserScript users) : ICallerResolver
    {
        public ValueTask<CallerResolution> ResolveAsync(UserId user, CallerQuery query) => users.ResolveAsync(query);
    }
}
