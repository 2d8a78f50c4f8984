using System.Net;
using System.Text.Json.Nodes;
using Identity.Cluster.Tests.Front;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>Whichever front hears it, every front knows it.</summary>
[Collection(nameof(OneByOne))]
public sealed class TwoFrontsTests(QuietCluster quiet, ITestOutputHelper output) : IClassFixture<QuietCluster>
{
    private const int Users = 200;
    private const int Copies = 200;
    private const long Start = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhook_AtOneFront_IsReadAtTheOther()
    {
        var cluster = await quiet.GetAsync();
        var (one, other) = (cluster.Fronts[0], cluster.Fronts[1]);
        await TellAsync(one, "user.created", ClerkEventJson.User("user_a", Start));
        await TellAsync(other, "organization.created", ClerkEventJson.Organization("org_a", Start, slug: "a"));
        await TellAsync(one, "organizationMembership.created",
            ClerkEventJson.Membership("orgmem_a", "user_a", "org_a", "org:admin", Start));
        var view = await CallerView.GetAsync(one, "user_a", "org_a", Cancel);
        Assert.Equal(("org:admin", "a"), (view.Role, view.Slug));
        Assert.Equal(view, await CallerView.GetAsync(other, "user_a", "org_a", Cancel));

        await TellAsync(other, "organizationMembership.updated",
            ClerkEventJson.Membership("orgmem_a", "user_a", "org_a", "org:member", Start + 1));
        var seen = await CallerView.GetAsync(one, "user_a", "org_a", Cancel);
        Assert.Equal(("org:member", "a"), (seen.Role, seen.Slug));
    }

    [Fact]
    public async Task Message_ByBothFrontsAtOnce_IsOneStep()
    {
        var cluster = await quiet.GetAsync();
        var body = ClerkEventJson.Envelope("user.created", ClerkEventJson.User("user_d", Start), Start);
        var answers = await Task.WhenAll(Enumerable.Range(0, Copies).Select(
            i => Delivery.StatusAsync(cluster.Fronts[i % 2], "msg_d", body, Cancel)));
        Assert.Contains(HttpStatusCode.OK, answers);
        await new InboxClient(cluster.Fronts[0]).DrainedAsync(Cancel);
        Assert.Equal(1, (await CallerView.GetAsync(cluster.Fronts[1], "user_d", null, Cancel)).Version);
    }

    [Fact]
    public async Task Revocation_AcknowledgedByOneFront_CountsOnTheNextRequestAtTheOther()
    {
        var cluster = await quiet.GetAsync();
        var (one, other) = (cluster.Fronts[0], cluster.Fronts[1]);
        var took = new List<double>();
        for (var i = 0; i < Users; i++)
        {
            var (user, session) = ($"user_r{i}", $"sess_r{i}");
            await TellAsync(one, "user.created", ClerkEventJson.User(user, Start));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, user, session));

            await TellAsync(one, "session.revoked", ClerkEventJson.Session(session, user, "revoked", Start + 1));
            var acknowledged = TimeProvider.System.GetTimestamp();
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other, user, session));
            took.Add(TimeProvider.System.GetElapsedTime(acknowledged).TotalMilliseconds);
        }

        took.Sort();
        output.WriteLine(
            $"revocation acknowledged at one front, refused at the other, {Users} times: "
            + $"p50 {took[Users / 2]:0.0} ms, p99 {took[Users * 99 / 100]:0.0} ms, longest {took[^1]:0.0} ms");
    }

    private static async Task TellAsync(FrontProcess front, string type, JsonObject data)
    {
        var body = ClerkEventJson.Envelope(type, data, Start);
        using var answer = await front.DeliverAsync($"msg_{Guid.NewGuid():n}", body, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(text.Contains("applied", StringComparison.Ordinal), $"{answer.StatusCode} {text}\n{front.Output}");
    }

    private static async Task<HttpStatusCode> StatusAsync(FrontProcess front, string user, string session)
    {
        using var answer = await front.MeAsync(user, session, Cancel);
        return answer.StatusCode;
    }
}
