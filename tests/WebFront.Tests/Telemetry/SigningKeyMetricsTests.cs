using System.Net;
using Identity.Testing;

namespace Identity.WebFront.Tests.Telemetry;

public class SigningKeyMetricsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_KeysCannotBeFetched_SayHowItEndedAndWhoGot503()
    {
        using var settings = new FrontSettings()
            .With("CLERK_JWT_KEY", "")
            .With("CLERK_SECRET_KEY", "sk_test_c2VjcmV0LW9mLWEtdGVzdA")
            .With("CLERK_API_URL", FreePort.Url().AbsoluteUri);
        await using var front = await FrontProcess.StartAsync(settings);

        using var answer = await front.MeAsync("user_1", "sess_1", Cancel);
        var measures = await front.Http.GetStringAsync("/metrics", Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Matches("""(?m)^identity_jwks_fetches_total\{result="unreachable"\} [1-9]""", measures);
        Assert.Matches("""(?m)^identity_jwks_fetches_total\{result="succeeded"\} 0""", measures);
        Assert.Matches("""(?m)^identity_auth_unavailable_total\{reason="signing-keys"\} 1""", measures);
    }
}
