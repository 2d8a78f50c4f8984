using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Identity.Authentication.Propagation;
using Identity.Authentication.Tests.Hosting;
using Identity.Grains.Callers;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Tests;

/// <summary>What operators can count.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Duration_EveryOutcome_IsRecordedWithItsTags()
    {
        // A call of Orleans is never answered at once.
        var activation = TestEngine.IsOrleans ? "cold" : "warm";
        await using var app = await AuthenticationApp.StartAsync();
        using var recording = new Recording(app.Services);

        using var anonymous = await app.GetAsync("/public");
        using var authenticated = await app.GetAsync("/public", app.Mint.Mint());
        using var cookie = await app.GetWithCookieAsync("/public", $"__session={app.Mint.Mint()}");
        using var invalid = await app.GetAsync("/public", "garbage");
        app.Users.Answer = _ => new(UserScript.Denied(CallerDenial.UserBanned));
        using var revoked = await app.GetAsync("/public", app.Mint.Mint());
        app.Users.Answer = _ => throw new InvalidOperationException();
        using var unavailable = await app.GetAsync("/public", app.Mint.Mint());

        Assert.Equal(
            [
                "identity.auth.duration outcome=anonymous",
                $"identity.user.resolve.duration activation={activation}",
                "identity.auth.duration outcome=authenticated source=bearer",
                $"identity.user.resolve.duration activation={activation}",
                "identity.auth.duration outcome=authenticated source=cookie",
                "identity.auth.rejections reason=token-invalid",
                "identity.auth.duration outcome=invalid source=bearer",
                $"identity.user.resolve.duration activation={activation}",
                "identity.auth.rejections reason=user-banned",
                "identity.auth.duration outcome=revoked source=bearer",
                "identity.auth.unavailable reason=user-grain",
                "identity.auth.duration outcome=unavailable source=bearer",
            ],
            recording.Measurements);
    }

    [Fact]
    public async Task Propagation_BelievedOrNot_IsCountedWithItsReason()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        using var recording = new Recording(billing.Services);
        var assertion = PropagationSetup.Assertion("/who");
        foreach (var sent in new[] { "forged", "a.b.c", assertion, assertion })
        {
            using var response = await billing.SendAsync(
                "/who", request => request.Headers.TryAddWithoutValidation(PropagationHeader.Name, sent));
        }

        Assert.Equal(
            ["malformed", "unknown-key", "replayed"],
            recording.Measurements.Where(line => line.StartsWith("identity.propagation.rejections", StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        Assert.Contains("identity.auth.duration outcome=authenticated source=service", recording.Measurements);
    }

    [Fact]
    public async Task Duration_SlowGrain_IsMeasuredInSeconds()
    {
        await using var app = await AuthenticationApp.StartAsync();
        using var recording = new Recording(app.Services);
        app.Users.Answer = _ =>
        {
            app.Clock.Advance(TimeSpan.FromMilliseconds(125));
            return new(UserScript.Known());
        };

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        // Once as the grain's time, once as the whole.
        Assert.Equal([0.125, 0.125], recording.Seconds);
    }

    [Fact]
    public async Task Rejections_ByTheApplication_AreCounted()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => setup.Configure = options =>
            options.Events.OnTokenValidated = context =>
            {
                context.Fail("no");
                return Task.CompletedTask;
            });
        using var recording = new Recording(app.Services);

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        Assert.Equal(
            ["identity.auth.rejections reason=application", "identity.auth.duration outcome=invalid source=bearer"],
            recording.Measurements);
    }

    private sealed class Recording : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<string> _measurements = new();
        private readonly ConcurrentQueue<double> _seconds = new();

        public Recording(IServiceProvider services)
        {
            // Other tests' applications have meters of the same name; only this one's factory is the scope.
            var factory = services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                var meter = instrument.Meter;
                if (meter.Name == "Identity.Authentication" && ReferenceEquals(meter.Scope, factory))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            {
                Add(instrument, tags);
                _seconds.Enqueue(value);
            });
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
            _listener.Start();
        }

        public IEnumerable<string> Measurements => _measurements;

        public IEnumerable<double> Seconds => _seconds;

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = instrument.Name;
            foreach (var (key, value) in tags) text += $" {key}={value}";
            _measurements.Enqueue(text);
        }
    }
}
