using System.Diagnostics;
using System.Net;
using System.Text;
using Identity.Bench.Clerk;
using Identity.Bench.Driving;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Testing;

namespace Identity.Bench.Requests;

/// <summary>For how long somebody is let in after the server has acknowledged that they are banned.</summary>
internal static class Staleness
{
    // Newer than whatever was told of them.
    private const long Later = 10_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task MeasureAsync(Run run, RequestContenders contenders)
    {
        var comparison = new Comparison(
            "staleness", "Let in after the ban was acknowledged",
            "One connection asks without a pause. A cache that no event reaches lets in whom it has, until its time is "
            + "over.",
            new Metric("let in for", "ms"));
        for (var user = 0; user < run.Sizes.Rounds; user++)
        {
            await AddAsync(RequestContenders.Sqlite, contenders.Front.Url, "/identity/me", user, BanByWebhookAsync);
            if (contenders.Peer is not { } peer) continue;
            await AddAsync(RequestContenders.Row, peer.Url, "/row", user, peer.BanAsync);
            await AddAsync(RequestContenders.Cache, peer.Url, "/cache", user + run.Sizes.Rounds, peer.BanAsync);
        }
        run.Report.Add(comparison);

        async Task AddAsync(string name, Uri url, string path, int user, Func<int, Task> ban) =>
            comparison.Add(name, await LetInAsync(url, path, run.Instance.Tokens([user])[0], () => ban(user)));

        Task BanByWebhookAsync(int user)
        {
            var data = ClerkEventJson.User(Instance.User(user), Instance.Start + Later, banned: true);
            return contenders.Front.AcknowledgeAsync(
                [run.Instance.Webhook($"msg_ban{user}", "user.updated", data, Later + 5)]);
        }
    }

    private static async Task<double> LetInAsync(Uri url, string path, string token, Func<Task> ban)
    {
        var request = Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n");
        using var connection = new RawConnection(url);
        if (await connection.AskAsync(request) != (int)HttpStatusCode.OK)
            throw new InvalidOperationException($"{url}{path} lets nobody in.");
        await ban();
        var banned = Stopwatch.StartNew();
        while (await connection.AskAsync(request) == (int)HttpStatusCode.OK)
        {
            if (banned.Elapsed > Patience) throw new InvalidOperationException($"{url}{path} never noticed the ban.");
        }
        return banned.Elapsed.TotalMilliseconds;
    }
}
