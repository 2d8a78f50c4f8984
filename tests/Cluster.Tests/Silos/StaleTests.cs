using System.Collections.Concurrent;
using System.Net;
using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>
/// A silo that was frozen, or can't reach the database, doesn't know what the others have done since. It must not
/// answer by what it knew for longer than <c>Cluster:MaxStaleness</c>.
/// </summary>
[Collection(nameof(OneByOne))]
public sealed class StaleTests(ITestOutputHelper output)
{
    private const int Users = 60;
    private const int Rounds = 40;
    private const long Start = 1_790_845_200_000;

    /// <summary>What <c>Cluster:MaxStaleness</c> is by default.</summary>
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Freeze_RevokedMeanwhile_IsRefusedOnceTheSiloGoesOn()
    {
        await using var cluster = await TestCluster.StartAsync();
        foreach (var user in Enumerable.Range(0, Users)) await SignUpAsync(cluster, user);

        await cluster.Silos[2].SignalAsync("STOP");
        await RevokeAllAsync(cluster, _ => { });

        // What the frozen silo held is held by the others by now: they refuse.
        for (var user = 0; user < Users; user++) await RefusedAsync(cluster.Fronts[1], user);
        await cluster.Silos[2].SignalAsync("CONT");
        var answers = new List<HttpStatusCode>();
        for (var round = 0; round < Rounds; round++)
        {
            var all = Enumerable.Range(0, Users).SelectMany(
                user => cluster.Fronts.Select(front => StatusAsync(front, user)));
            answers.AddRange(await Task.WhenAll(all));
        }

        output.WriteLine(
            $"{answers.Count} questions about {Users} revoked sessions after the silo went on: "
            + $"{answers.Count(a => a == HttpStatusCode.OK)} accepted, "
            + $"{answers.Count(a => a == HttpStatusCode.ServiceUnavailable)} answered with 503");
        Assert.DoesNotContain(HttpStatusCode.OK, answers);
    }

    [Fact]
    public async Task CutFromDatabase_RevokedMeanwhile_IsRefusedOrUnknownAfterMaxStaleness()
    {
        Engine.RequireOrleans();
        await using var network = await TestNetwork.LayAsync(silos: 3);
        await using var cluster = await network.StartClusterAsync(fronts: 2);
        foreach (var user in Enumerable.Range(0, Users)) await SignUpAsync(cluster, user);

        await TestNetwork.CutAsync(2, TestNetwork.Database);
        var cut = TimeProvider.System.GetTimestamp();
        var revoked = new ConcurrentDictionary<int, bool>();
        var revoking = RevokeAllAsync(cluster, user => revoked[user] = true);
        var (accepted, late) = (TimeSpan.Zero, new List<HttpStatusCode>());
        while (late.Count < Users * Rounds)
        {
            var sent = TimeProvider.System.GetElapsedTime(cut);
            int[] asked = [.. revoked.Keys];
            var answers = await Task.WhenAll(asked.Select(user => StatusAsync(cluster.Fronts[0], user)));
            if (sent > MaxStaleness) late.AddRange(answers);
            else if (answers.Contains(HttpStatusCode.OK)) accepted = sent;
        }

        await TestNetwork.HealAsync(2, TestNetwork.Database);
        await revoking;
        output.WriteLine(
            $"a silo can't reach PostgreSQL: sessions whose revocation was acknowledged were accepted until "
            + $"{accepted.TotalSeconds:0.0} s after the cut; of {late.Count} questions later than "
            + $"{MaxStaleness.TotalSeconds} s {late.Count(a => a == HttpStatusCode.ServiceUnavailable)} were answered with 503");
        Assert.DoesNotContain(HttpStatusCode.OK, late);
        for (var user = 0; user < Users; user++) await RefusedAsync(cluster.Fronts[1], user);
    }

    private static async Task SignUpAsync(TestCluster cluster, int user)
    {
        await DeliverAsync(cluster.Fronts[user % 2], $"msg_u{user}",
            ClerkEventJson.Envelope("user.created", ClerkEventJson.User($"user_{user}", Start), Start));
        foreach (var front in cluster.Fronts)
        {
            while (await StatusAsync(front, user) != HttpStatusCode.OK) { }
        }
    }

    // All at once: the answer of each may wait for a silo that doesn't come.
    private static Task RevokeAllAsync(TestCluster cluster, Action<int> revoked) => Task.WhenAll(
        Enumerable.Range(0, Users).Select(async user =>
        {
            await RevokeAsync(cluster, user);
            revoked(user);
        }));

    private static Task RevokeAsync(TestCluster cluster, int user)
    {
        var session = ClerkEventJson.Session($"sess_{user}", $"user_{user}", "revoked", Start + 1);
        var body = ClerkEventJson.Envelope("session.revoked", session, Start + 1);
        return DeliverAsync(cluster.Fronts[0], $"msg_s{user}", body);
    }

    private static async Task DeliverAsync(FrontProcess front, string id, byte[] body)
    {
        while (true)
        {
            using var answer = await front.DeliverAsync(id, body, Cancel);
            if (answer.IsSuccessStatusCode) return;
        }
    }

    private static async Task RefusedAsync(FrontProcess front, int user)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (await StatusAsync(front, user) != HttpStatusCode.Unauthorized)
            patience.Token.ThrowIfCancellationRequested();
    }

    private static async Task<HttpStatusCode> StatusAsync(FrontProcess front, int user)
    {
        using var answer = await front.MeAsync($"user_{user}", $"sess_{user}", Cancel);
        return answer.StatusCode;
    }
}
