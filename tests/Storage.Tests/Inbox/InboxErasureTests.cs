using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Inbox;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Inbox;

public abstract class InboxErasureTests(StorageProvider provider) : StorageTest(provider)
{
    private static readonly EntityId Invitation = EntityId.Of(ResourceId.Parse("orginv_1"));

    public sealed class OnSqlite() : InboxErasureTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : InboxErasureTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task EraseAsync_RowsOfTheUser_LoseTheirBodiesAndNothingElse()
    {
        await AddAsync("applied", InboxState.Applied);
        await AddAsync("quarantined", InboxState.Quarantined);
        await AddAsync("kept", InboxState.Kept);
        await AddAsync("pending", InboxState.Pending);
        await DeleteAnnAsync();

        var erasure = await Storage.Inbox.EraseAsync(Sample.Ann, Token);

        Assert.Equal(new InboxErasure(true, 3, 0, 0), erasure);
        Assert.Equal("applied kept quarantined", await ErasedAsync());
        Assert.Equal(InboxState.Quarantined, (await FindAsync("quarantined"))!.State);
        Assert.Single((await Storage.Inbox.ForAsync(EntityId.Of(Sample.Ann), null, Token)).Deliveries);
    }

    [Fact]
    public async Task EraseAsync_BodiesThatMentionTheUser_GoWhereNobodyElseOwnsThem()
    {
        const string Body = """{"data":{"id":"user_ann"}}""";
        await AddAsync("quarantined", InboxState.Quarantined, Body, entity: null);
        await AddAsync("foreign", InboxState.Foreign, Body, entity: null);
        await AddAsync("kept", InboxState.Kept, Body, entity: null);
        await AddAsync("invited", InboxState.Applied, Body, Invitation);
        await AddAsync("accepted", InboxState.Stale, Body, Invitation, Sample.Bob);
        await AddAsync("bobs", InboxState.Applied, Body, EntityId.Of(Sample.Bob));
        await AddAsync("bobs_quarantined", InboxState.Quarantined, Body, null, Sample.Bob);
        await AddAsync("organization", InboxState.Applied, Body, EntityId.Of(Sample.Acme));
        await AddAsync("waiting", InboxState.Pending, Body, Invitation);
        await AddAsync("anna", InboxState.Kept, """{"data":{"id":"user_anna"}}""", entity: null);
        await AddAsync("joann", InboxState.Applied, """{"data":{"id":"juser_ann"}}""", Invitation);
        await AddAsync("nobody", InboxState.Quarantined, "\0\u00ff", entity: null);
        await DeleteAnnAsync();

        var erasure = await Storage.Inbox.EraseAsync(Sample.Ann, Token);

        Assert.Equal(new InboxErasure(true, 0, 5, 0), erasure);
        Assert.Equal("accepted foreign invited kept quarantined", await ErasedAsync());
    }

    [Fact]
    public async Task EraseAsync_Directory_KeepsTheTombstoneAndTheOthers()
    {
        var former = Sample.Membership("orgmem_2", Sample.Ann, Sample.Acme) with { Deleted = true, Role = null };
        await WriteAsync(Sample.Entries(
            Sample.Membership("orgmem_1", Sample.Ann, Sample.Acme),
            former,
            Sample.Membership("orgmem_3", Sample.Bob, Sample.Acme)));
        await WriteAsync(Sample.Entries(Sample.User(Sample.Bob) with { Username = "bob" }));
        await DeleteAnnAsync();
        // As if an older release had left something.
        await Database.ExecuteAsync(
            """
            UPDATE users SET first_name = 'Ann', username = 'ann', created_at = 1 WHERE user_id = 'user_ann';
            INSERT INTO user_identifiers (kind, value, user_id) VALUES (3, 'ann', 'user_ann');
            """);

        var erasure = await Storage.Inbox.EraseAsync(Sample.Ann, Token);

        Assert.Equal(new InboxErasure(true, 0, 0, 2), erasure);
        Assert.Equal(
            ["user_ann|1|1|||7000", "user_bob|0|0||bob|"],
            await Database.ReadAsync(
                "SELECT user_id, deleted, erased, first_name, username, deleted_at FROM users ORDER BY user_id"));
        Assert.Equal(["orgmem_3"], await Database.ReadAsync("SELECT membership_id FROM memberships"));
        Assert.DoesNotContain("user_ann", await Database.ReadAsync("SELECT user_id FROM user_identifiers"));
        Assert.Equal([Sample.Bob], await Storage.Directory.FindUsersByUsernameAsync("bob", Token));
    }

    [Fact]
    public async Task EraseAsync_NotDeleted_TouchesNothing()
    {
        await AddAsync("applied", InboxState.Applied);
        await AddAsync("kept", InboxState.Kept, "user_ann", entity: null);
        Assert.Equal(new InboxErasure(false, 0, 0, 0), await Storage.Inbox.EraseAsync(Sample.Ann, Token));

        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann)));
        Assert.Equal(new InboxErasure(false, 0, 0, 0), await Storage.Inbox.EraseAsync(Sample.Ann, Token));

        Assert.Equal("", await ErasedAsync());
        Assert.Equal([Sample.Ann], await Storage.Directory.ListUsersAsync(10, 0, Token));
    }

    [Fact]
    public async Task EraseAsync_MoreThanOneCommit_ErasesAll()
    {
        const int Count = (2 * EraseUser.Limit) + 10;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => AddAsync($"{i}", InboxState.Kept)));
        await Task.WhenAll(Enumerable.Range(0, InboxPages.Mentions + 10).Select(
            i => AddAsync($"m{i}", InboxState.Kept, i % 2 == 0 ? "user_ann" : "user_bob", entity: null)));
        await DeleteAnnAsync();

        var erasure = await Storage.Inbox.EraseAsync(Sample.Ann, Token);

        Assert.Equal(new InboxErasure(true, Count, (InboxPages.Mentions + 10) / 2, 0), erasure);
        Assert.Equal(new InboxErasure(true, 0, 0, 0), await Storage.Inbox.EraseAsync(Sample.Ann, Token));
    }

    [Fact]
    public async Task CompleteAsync_UserErasedMeanwhile_RemovesTheBodyByItself()
    {
        await AddAsync("pending", InboxState.Pending);
        await AddAsync("bobs", InboxState.Pending, entity: EntityId.Of(Sample.Bob));
        await DeleteAnnAsync();
        await Storage.Inbox.EraseAsync(Sample.Ann, Token);

        await SettleAsync("pending", InboxState.Stale);
        await SettleAsync("bobs", InboxState.Applied);

        Assert.Equal("pending", await ErasedAsync());
    }

    [Fact]
    public async Task DeletedUsersAsync_UntilTheyAreErased_GivesThemLongestDeletedFirst()
    {
        await DeleteAnnAsync();
        await WriteAsync(Sample.Entries(Sample.User(Sample.Bob)));
        foreach (var (name, deletedAt) in ((string, long?)[])[("a", 3000), ("b", null), ("c", 7001), ("d", 2000)])
        {
            await WriteAsync(Sample.Entries(new UserEntry
            {
                Id = UserId.Parse($"user_{name}"),
                Revision = 1,
                Deleted = true,
                DeletedAt = deletedAt,
            }));
        }

        Assert.Equal(["user_b", "user_d", "user_a", "user_ann"], await DeletedAsync(7000, 10));
        Assert.Equal(["user_b", "user_d"], await DeletedAsync(7000, 2));
        await Storage.Inbox.EraseAsync(UserId.Parse("user_d"), Token);
        Assert.Equal(["user_b", "user_a"], await DeletedAsync(6999, 10));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => DeletedAsync(0, 501));
    }

    [Fact]
    public async Task Write_TombstoneOverAnErasedOne_StaysErased()
    {
        await DeleteAnnAsync();
        await Storage.Inbox.EraseAsync(Sample.Ann, Token);
        await DeleteAnnAsync();

        Assert.Empty(await DeletedAsync(long.MaxValue, 10));
    }

    private Task WriteAsync(DirectoryEntries entries) => Storage.Inbox.CompleteAsync([], entries, Token);

    private Task DeleteAnnAsync() => WriteAsync(Sample.Entries(
        new UserEntry { Id = Sample.Ann, Revision = 9, Deleted = true, DeletedAt = 7000 }));

    private async Task<IEnumerable<string>> DeletedAsync(long before, int limit) =>
        (await Storage.Directory.DeletedUsersAsync(before, limit, Token)).Select(id => id.Value);

    private Task AddAsync(string name, InboxState state) => AddAsync(name, state, "x", EntityId.Of(Sample.Ann));

    private async Task AddAsync(
        string name, InboxState state, string body = "x", EntityId? entity = null, UserId? user = null)
    {
        var isAddedAs = state is InboxState.Applied or InboxState.Stale ? InboxState.Pending : state;
        await Storage.Inbox.AddAsync(
            Sample.Entry($"msg_{name}") with
            {
                Entity = entity,
                UserId = user,
                State = isAddedAs,
                Body = Encoding.UTF8.GetBytes(body),
            },
            Token);
        if (isAddedAs != state) await SettleAsync(name, state);
    }

    private Task SettleAsync(string name, InboxState state) => Storage.Inbox.CompleteAsync(
        Sample.Completion($"msg_{name}", state), DirectoryEntries.None, Token);

    private Task<InboxEntry?> FindAsync(string name) =>
        Storage.Inbox.FindAsync(Sample.Instance, MessageId.Parse($"msg_{name}"), Token);

    private async Task<string> ErasedAsync()
    {
        var entries = await Storage.Inbox.ListAsync(InboxFilter.None, null, 500, Token);
        var erased = entries.Where(entry => entry.BodyErased).Select(entry => entry.Id.Value["msg_".Length..]);
        return string.Join(' ', erased.Order(StringComparer.Ordinal));
    }
}
