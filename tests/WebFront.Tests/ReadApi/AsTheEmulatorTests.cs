using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.WebFront.Tests.ReadApi;

/// <summary>
/// The emulator answers the same questions from its own state and by code of its own. A front that has read all of it gives
/// the same answers, body for body.
/// </summary>
public sealed class AsTheEmulatorTests : IAsyncLifetime
{
    private const string OperatorKey = "an-operator-key-of-more-than-32-characters";

    private static readonly string[] Paths =
    [
        "users?limit=100", "users?limit=100&order_by=created_at", "users?order_by=-updated_at&limit=7&offset=3",
        "users?order_by=email_address&limit=50", "users?order_by=-first_name&limit=50", "users?order_by=last_name&limit=50",
        "users?order_by=username&limit=50", "users?order_by=phone_number&limit=50", "users?order_by=-last_sign_in_at&limit=50",
        "users?query=a&limit=50", "users?query=example&limit=50", "users?email_address_query=a&order_by=email_address",
        "users?name_query=an&limit=50", "users?banned=false&limit=5", "users/count", "users/count?query=an",
        "organizations?limit=50&include_members_count=true", "organizations?order_by=name", "organizations?order_by=-members_count",
        "organizations?query=a", "organization_memberships?limit=200", "organization_memberships?order_by=email_address&limit=20&offset=5",
        "organization_roles?limit=50", "organization_permissions?limit=50", "organization_invitations", "organization_domains",
        "users?limit=501", "users?order_by=nothing", "users?offset=1&starting_after=user_x", "users/user_none",
        "organizations/org_none", "sessions/sess_none", "sessions",
    ];

    private IHost _clerk = null!;
    private FrontSettings _settings = null!;
    private FrontProcess _front = null!;
    private HttpClient _emulator = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new EmulatorOptions { Url = new Uri("http://127.0.0.1:0"), StatePath = null, WebhookUrl = null };
        var prepared = ClerkEmulator.Prepare(options);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddClerkEmulator(options).AddSingleton(prepared);
        _clerk = builder.Build();
        await _clerk.StartAsync(Cancel);
        _emulator = new HttpClient { BaseAddress = _clerk.Services.GetRequiredService<EmulatorAddress>().Url };
        _emulator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", prepared.SecretKey);
        _settings = new FrontSettings()
            .With("CLERK_JWT_KEY", "")
            .With("CLERK_SECRET_KEY", prepared.SecretKey)
            .With("CLERK_API_URL", prepared.ApiUrl)
            .With("Operator__Key", OperatorKey)
            .With("Authentication__Schemes__Clerk__Issuer", prepared.Issuer);
        _front = await FrontProcess.StartAsync(_settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        _settings.Dispose();
        _emulator.Dispose();
        await _clerk.StopAsync(CancellationToken.None);
        _clerk.Dispose();
    }

    [Fact]
    public async Task AfterABackfill_EveryAnswerIsTheSame()
    {
        using (await _emulator.PostAsync("/emulator/seed?users=60&organizations=6&memberships=120", null, Cancel))
        {
            await BackfillAsync();
        }

        foreach (var path in Paths)
        {
            var (expected, actual) = (await AskAsync(_emulator, path), await AskAsync(_front.Http, path));
            Assert.True(expected.Status == actual.Status, $"{path}: {expected.Status} and {actual.Status} {actual.Body}");
            ReadApiFront.AssertSame(expected.Body, actual.Body);
        }

        var organization = (await AskAsync(_emulator, "organizations?limit=1")).Body!["data"]![0]!;
        foreach (var path in (string[])
            [
                $"organizations/{organization["id"]}", $"organizations/{organization["slug"]}?include_members_count=true",
                $"organizations/{organization["id"]}/memberships?order_by=-first_name",
                $"organizations/{organization["id"]}/memberships?query=a&role=org:admin",
            ])
        {
            ReadApiFront.AssertSame((await AskAsync(_emulator, path)).Body, (await AskAsync(_front.Http, path)).Body);
        }
    }

    [Fact]
    public async Task UserOfWhomNoEventHasCome_IsAskedForAtClerk_And503WhileItIsAway()
    {
        var known = (await AskAsync(_emulator, "users?limit=2")).Body!.AsArray().Select(u => u!["id"]!.GetValue<string>()).ToArray();
        var first = await AskAsync(_front.Http, $"users/{known[0]}");
        ReadApiFront.AssertSame((await AskAsync(_emulator, $"users/{known[0]}")).Body, first.Body);
        ReadApiFront.AssertSame((await AskAsync(_emulator, "jwks")).Body, (await AskAsync(_front.Http, "jwks")).Body);
        Assert.Equal(404, (await AskAsync(_front.Http, "users/user_nobody")).Status);

        await _clerk.StopAsync(Cancel);
        ReadApiFront.AssertSame(first.Body, (await AskAsync(_front.Http, $"users/{known[0]}")).Body);
        var away = await AskAsync(_front.Http, $"users/{known[1]}");
        Assert.Equal(503, away.Status);
        Assert.Equal("service_unavailable", away.Body!["errors"]![0]!["code"]!.GetValue<string>());
    }

    private async Task BackfillAsync()
    {
        using var start = new HttpRequestMessage(HttpMethod.Post, "/admin/backfill");
        start.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
        using (var started = await _front.Http.SendAsync(start, Cancel)) started.EnsureSuccessStatusCode();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, "/admin/jobs");
            ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
            using var answer = await _front.Http.SendAsync(ask, patience.Token);
            var state = JsonNode.Parse(await answer.Content.ReadAsStringAsync(patience.Token))!["state"]!.GetValue<string>();
            if (state == "completed") return;
            Assert.Equal("running", state);
        }
    }

    // An id of the answer itself is another each time.
    private async Task<(int Status, JsonNode? Body)> AskAsync(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/{path}");
        request.Headers.Authorization = _emulator.DefaultRequestHeaders.Authorization;
        using var answer = await http.SendAsync(request, Cancel);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        if (body is JsonObject error) error.Remove("clerk_trace_id");
        return ((int)answer.StatusCode, body);
    }
}
