using System.Collections.Immutable;
using Identity.Grains.Directory;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Inbox;

public abstract class InboxClaimTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : InboxClaimTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : InboxClaimTests(StorageProvider.PostgreSql);

    protected override void Configure(StorageOptions options) => options.SingleProcess = false;

    [Fact]
    public async Task ClaimDueAsync_NewEntry_IsLeftToItsFrontForTenSeconds()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        Time.Advance(TimeSpan.FromMilliseconds(9_999));
        Assert.Empty(await Storage.Inbox.ClaimDueAsync(10, Token));

        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Single(await Storage.Inbox.ClaimDueAsync(10, Token));
    }

    [Fact]
    public async Task ClaimDueAsync_Entry_IsGivenWhole()
    {
        var entry = Sample.Entry() with { OrganizationId = Sample.Acme };
        await Storage.Inbox.AddAsync(entry, Token);
        Time.Advance(TimeSpan.FromSeconds(10));

        var claimed = Assert.Single(await Storage.Inbox.ClaimDueAsync(10, Token));

        Assert.True(entry.Body.Span.SequenceEqual(claimed.Body.Span));
        Assert.Equal(entry with { Body = claimed.Body, Attempts = 1 }, claimed);
    }

    [Fact]
    public async Task ClaimDueAsync_AgainAndAgain_WaitsLongerEachTimeUpToAnHour()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        int[] seconds = [10, 10, 30, 120, 600, 3600, 3600];
        for (var attempt = 1; attempt <= seconds.Length; attempt++)
        {
            Time.Advance(TimeSpan.FromSeconds(seconds[attempt - 1]) - TimeSpan.FromMilliseconds(1));
            Assert.Empty(await Storage.Inbox.ClaimDueAsync(10, Token));
            Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(attempt, Assert.Single(await Storage.Inbox.ClaimDueAsync(10, Token)).Attempts);
        }
    }

    [Fact]
    public async Task ClaimDueAsync_Settled_IsNeverDue()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2") with { State = InboxState.Quarantined }, Token);
        await Storage.Inbox.CompleteAsync(Sample.Completion("msg_1"), DirectoryEntries.None, Token);
        Time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(await Storage.Inbox.ClaimDueAsync(10, Token));
    }

    [Fact]
    public async Task ClaimDueAsync_MoreThanTheLimit_GivesTheLongestDue()
    {
        foreach (var id in (string[])["msg_1", "msg_2", "msg_3"])
        {
            await Storage.Inbox.AddAsync(Sample.Entry(id), Token);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["msg_1", "msg_2"], Ids(await Storage.Inbox.ClaimDueAsync(2, Token)));
        Assert.Equal(["msg_3"], Ids(await Storage.Inbox.ClaimDueAsync(2, Token)));
    }

    [Fact]
    public async Task ClaimDueAsync_EquallyDue_GivesTheOldestReceived()
    {
        foreach (var (id, receivedAt) in ((string, long)[])[("msg_1", 30), ("msg_2", 10), ("msg_3", 20), ("msg_4", 40)])
            await Storage.Inbox.AddAsync(Sample.Entry(id) with { ReceivedAt = receivedAt }, Token);
        await Storage.Inbox.ReleaseAllAsync(Token);

        Assert.Equal(["msg_2", "msg_3"], Ids(await Storage.Inbox.ClaimDueAsync(2, Token)));
        Assert.Equal(["msg_1", "msg_4"], Ids(await Storage.Inbox.ClaimDueAsync(2, Token)));
    }

    [Fact]
    public async Task ClaimDueAsync_LargeBodies_StopsNearEightMebibytes()
    {
        var body = new byte[3 * 1024 * 1024];
        for (var i = 0; i < 5; i++) await Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}") with { Body = body }, Token);
        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(3, (await Storage.Inbox.ClaimDueAsync(10, Token)).Length);
        Assert.Equal(2, (await Storage.Inbox.ClaimDueAsync(10, Token)).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task ClaimDueAsync_LimitOutOfBounds_IsRefused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Storage.Inbox.ClaimDueAsync(limit, Token));

    [Fact]
    public async Task ClaimDueAsync_SeveralAtOnce_GivesEachEntryToOne()
    {
        var other = await StartAnotherAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}"), Token)));
        Time.Advance(TimeSpan.FromSeconds(10));

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => (i % 2 == 0 ? Storage : other).Inbox.ClaimDueAsync(25, Token)));

        var ids = claims.SelectMany(Ids).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        // Where rows are locked for a moment a claim may get fewer; what is left comes with the next one.
        var rest = await Storage.Inbox.ClaimDueAsync(500, Token);
        Assert.Equal(200, ids.Count + rest.Length);
    }

    [Fact]
    public async Task ReleaseAllAsync_Postponed_AreDueAtOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}"), Token)));
        Time.Advance(TimeSpan.FromSeconds(10));
        await Storage.Inbox.ClaimDueAsync(5, Token);

        await Storage.Inbox.ReleaseAllAsync(Token);

        Assert.Equal(20, (await Storage.Inbox.ClaimDueAsync(500, Token)).Length);
    }

    [Fact]
    public async Task ReleaseAllAsync_MoreThanOneRound_ReleasesAll()
    {
        const int Count = ReleaseEntries.Limit + 10;
        await Task.WhenAll(
            Enumerable.Range(0, Count).Select(i => Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}"), Token)));

        await Storage.Inbox.ReleaseAllAsync(Token);

        var claimed = 0;
        for (var round = 0; round < 11; round++) claimed += (await Storage.Inbox.ClaimDueAsync(500, Token)).Length;
        Assert.Equal(Count, claimed);
    }

    private static IEnumerable<string> Ids(ImmutableArray<InboxEntry> entries) => entries.Select(entry => entry.Id.Value);
}
