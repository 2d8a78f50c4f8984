using System.Net;
using System.Text.Json;
using Identity.Testing;

namespace Identity.WebFront.Tests.Telemetry;

public class OperatorEndpointTests(FrontFixture fixture)
{
    private readonly FrontProcess _front = fixture.Front;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/startup")]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Health_Running_IsHealthy(string path)
    {
        using var answer = await _front.Http.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("healthy", json.RootElement.GetProperty("status").GetString());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Metrics_AfterTraffic_NameWhatHappened()
    {
        var user = fixture.NewUser();
        await _front.AcknowledgedAsync(
            "msg_" + user, ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, 1_790_845_200_000), 1_790_845_200_005), Cancel);
        using (await _front.MeAsync(user, "sess_1", Cancel)) { }
        using (await _front.GetAsync("/identity/me", "garbage", Cancel)) { }

        using var answer = await _front.Http.GetAsync("/metrics", Cancel);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Matches("""(?m)^identity_webhook_received_total\{result="applied",type="user.created"\} [1-9]""", text);
        Assert.Matches("""(?m)^identity_webhook_lag_seconds_bucket\{type="user.created",le="\+Inf"\} [1-9]""", text);
        Assert.Matches("(?m)^identity_webhook_parked [0-9]", text);
        Assert.Matches("""(?m)^identity_auth_duration_seconds_count\{.*outcome="authenticated".*\} [1-9]""", text);
        var activation = TestEngine.IsOrleans ? "cold" : "warm"; // a call of Orleans is never answered at once
        Assert.Matches($$"""(?m)^identity_user_resolve_duration_seconds_count\{activation="{{activation}}"\} [1-9]""", text);
        Assert.Matches("(?m)^identity_auth_rejections_total\\{.*\\} [1-9]", text);
        Assert.Matches("(?m)^identity_storage_commit_duration_seconds_count", text);
        Assert.Matches("(?m)^identity_grain_activations [1-9]", text);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(
            """^(# (HELP|TYPE) [a-z][a-z0-9_]* .+|[a-z][a-z0-9_]*(\{([a-zA-Z_][a-zA-Z0-9_]*="(\\.|[^"\\])*",?)+\})? (NaN|[-+0-9.eE]+|\+Inf))$""", line));
    }

    [Fact]
    public async Task OpenApi_Document_DescribesTheSurface()
    {
        using var answer = await _front.Http.GetAsync("/openapi/v1.json", Cancel);
        var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        var paths = document.GetProperty("paths");
        Assert.True(paths.TryGetProperty("/webhooks/clerk", out _));
        Assert.True(paths.TryGetProperty("/identity/me", out _));
        Assert.True(paths.TryGetProperty("/identity/whoami", out _));
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Clerk");
        Assert.Equal("bearer", scheme.GetProperty("scheme").GetString());
        Assert.Equal("Clerk", paths.GetProperty("/identity/me").GetProperty("get").GetProperty("security")[0]
            .EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task Logs_AtTrace_HoldNoPersonalDataAndNoSecret()
    {
        var user = fixture.NewUser();
        var body = ClerkEventJson.Envelope(
            "user.created", ClerkEventJson.User(user, 1_790_845_200_000, email: "secret.person@northwind.example"), 1_790_845_200_005);
        await _front.AcknowledgedAsync("msg_" + user, body, Cancel);
        var token = _front.Settings.Token(user, "sess_1");
        using (await _front.GetAsync("/identity/me", token, Cancel)) { }
        using (await _front.GetAsync("/identity/me", token + "x", Cancel)) { }
        using (await _front.DeliverAsync("msg_bad" + user, [1, 2, 3], Cancel)) { }

        await _front.PrintsAsync($"Webhook 'msg_bad{user}'", Cancel);
        var log = _front.Output;
        Assert.DoesNotContain("secret.person", log, StringComparison.Ordinal);
        Assert.DoesNotContain("northwind.example", log.Replace("app.northwind.example", "", StringComparison.Ordinal)
            .Replace("clerk.northwind.example", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", log, StringComparison.Ordinal);
        Assert.DoesNotContain("C-40112", log, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[1], log, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[2], log, StringComparison.Ordinal);
        Assert.DoesNotContain(_front.Settings.Signer.Secret, log, StringComparison.Ordinal);
    }
}
