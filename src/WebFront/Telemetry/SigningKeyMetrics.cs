using System.Diagnostics.Metrics;
using Identity.Authentication;
using Identity.Clerk.Tokens;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.Telemetry;

/// <summary>How the signing keys are kept up to date, where they are fetched at all.</summary>
internal sealed class SigningKeyMetrics(
    IMeterFactory meters, IOptionsMonitor<ClerkOptions> options, TimeProvider clock) : IHostedService
{
    private static readonly (JwksFetchResult Ended, string Result)[] Results =
    [
        (JwksFetchResult.Succeeded, "succeeded"), (JwksFetchResult.Refused, "refused"),
        (JwksFetchResult.Unreachable, "unreachable"), (JwksFetchResult.TimedOut, "timed_out"),
    ];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Get(ClerkDefaults.AuthenticationScheme).SigningKeys is not JwksKeySource source)
            return Task.CompletedTask;

        var meter = meters.Create("Identity.WebFront");
        meter.CreateObservableCounter(
            "identity.jwks.fetches", () => Fetches(source), "{fetch}", "Times the signing keys were asked for.");
        meter.CreateObservableGauge("identity.jwks.age", () => Age(source), "s", "Since the signing keys were fetched.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Fetches(JwksKeySource source)
    {
        foreach (var (ended, result) in Results)
            yield return new(source.FetchesThat(ended), new KeyValuePair<string, object?>("result", result));
    }

    private IEnumerable<Measurement<double>> Age(JwksKeySource source)
    {
        if (source.FetchedAt is { } fetchedAt) yield return new((clock.GetUtcNow() - fetchedAt).TotalSeconds);
    }
}
