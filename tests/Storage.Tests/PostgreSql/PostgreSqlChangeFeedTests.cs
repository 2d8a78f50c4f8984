using Identity.Grains.Directory;
using Identity.Storage.Changes;
using Identity.Storage.Tests.Changes;
using Identity.Storage.Tests.Fixtures;
using Npgsql;

namespace Identity.Storage.Tests.PostgreSql;

/// <summary>Several processes write at the same time, and commit in another order than they began.</summary>
[Collection(nameof(FeedServer))]
public sealed class PostgreSqlChangeFeedTests(FeedServer server)
    : StorageTest(StorageProvider.PostgreSql, server.ConnectionString)
{
    private IChangeFeed Feed => Storage.Get<IChangeFeed>();

    [Fact]
    public async Task Read_EarlierTransactionStillRuns_WaitsForItAndMissesNothing()
    {
        await SettleAsync("msg_1");
        var place = (await Feed.ReadAsync(null, 10, Token)).Next;
        await using var slow = await OtherAsync("msg_slow");
        await SettleAsync("msg_2");

        // What was committed later, but began before it, would be behind whoever had read msg_2.
        Assert.Empty((await Feed.ReadAsync(place, 10, Token)).Changes);
        Assert.Equal(place, await Feed.EndAsync(Token));
        await ExecuteAsync(slow, "COMMIT");

        Assert.Equal(["msg_slow", "msg_2"], await ReadAsync(place));
    }

    [Fact]
    public async Task Read_EarlierTransactionIsGivenUp_ShowsTheRest()
    {
        await using var slow = await OtherAsync("msg_slow");
        await SettleAsync("msg_2");
        await ExecuteAsync(slow, "ROLLBACK");

        Assert.Equal(["msg_2"], await ReadAsync(null));
    }

    [Fact]
    public async Task Read_TwoProcessesWriteAtOnce_WhoFollowsSeesEachOnceInOrder()
    {
        await using var other = await Database.StartAsync(Time, options => options.SingleProcess = false);
        const int Each = 150;
        List<ChangePosition> places = [];
        HashSet<string> seen = [];
        var writing = Task.WhenAll(WriteAsync(Storage, "a"), WriteAsync(other, "b"));
        ChangePosition? place = null;
        while (seen.Count < 2 * Each)
        {
            var page = await Feed.ReadAsync(place, 7, Token);
            Assert.False(page.HasGap);
            Assert.All(page.Changes, change => Assert.True(seen.Add(change.Delivery!.Value.Value)));
            places.AddRange(page.Changes.Select(change => change.Position));
            place = page.Next;
        }

        await writing;
        Assert.Equal(places.OrderBy(p => p.Commit).ThenBy(p => p.Ordinal), places);

        Task WriteAsync(TestStorage storage, string name) => Parallel.ForEachAsync(
            Enumerable.Range(0, Each), Token, async (i, _) => await SettleAsync($"msg_{name}{i}", storage));
    }

    [Fact]
    public async Task Start_DumpOfAServerThatWasFurther_BeginsAnewAndSaysSo()
    {
        await SettleAsync("msg_1");
        var place = await Feed.EndAsync(Token);
        await Database.ExecuteAsync(
            "UPDATE change_feed SET transaction_id = (pg_current_xact_id()::text::bigint + 100000)::text::xid8");

        await using var restored = await Database.StartAsync(Time, options => options.SingleProcess = false);
        await SettleAsync("msg_2", restored);

        var page = await restored.Get<IChangeFeed>().ReadAsync(place, 10, Token);
        Assert.True(page.HasGap);
        Assert.Equal("msg_2", Assert.Single(page.Changes).Delivery?.Value);
        Assert.NotEqual(place.Feed, page.Next.Feed);
    }

    protected override void Configure(StorageOptions options) => options.SingleProcess = false;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Tests write their own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task SettleAsync(string id, TestStorage? storage = null)
    {
        var inbox = (storage ?? Storage).Inbox;
        await inbox.AddAsync(Sample.Entry(id), Token);
        await inbox.CompleteAsync(Sample.Completion(id), DirectoryEntries.None, Token);
    }

    // Another process's commit, sent and not yet done.
    private async Task<NpgsqlConnection> OtherAsync(string id)
    {
        var connection = new NpgsqlConnection(Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await ExecuteAsync(
            connection, $"BEGIN; INSERT INTO change_feed (recorded_at, svix_id, type, state) VALUES (0, '{id}', 'user.updated', 1)");
        return connection;
    }

    private async Task<IEnumerable<string?>> ReadAsync(ChangePosition? after) =>
        (await Feed.ReadAsync(after, 100, Token)).Changes.Select(change => change.Delivery?.Value);
}
