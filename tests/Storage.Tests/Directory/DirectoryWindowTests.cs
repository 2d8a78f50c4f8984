using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Directory;

public abstract class DirectoryWindowTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : DirectoryWindowTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : DirectoryWindowTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task UsersCreatedInAsync_Window_IncludesItsStartAndNotItsEnd()
    {
        foreach (var (name, createdAt) in ((string, long)[])[("a", 99), ("b", 100), ("c", 150), ("d", 199), ("e", 200)])
            await WriteAsync(Sample.Entries(Sample.User(UserId.Parse($"user_{name}")) with { CreatedAt = createdAt }));
        await WriteAsync(Sample.Entries(new UserEntry { Id = UserId.Parse("user_c"), Revision = 2, Deleted = true }));

        var users = await Storage.Directory.UsersCreatedInAsync(100, 200, 10, null, Token);

        Assert.Equal([Of("user_b", 100), Of("user_d", 199)], users);
        Assert.Empty(await Storage.Directory.UsersCreatedInAsync(150, 150, 10, null, Token));

        static Created<UserId> Of(string id, long createdAt) => new(UserId.Parse(id), createdAt);
    }

    [Fact]
    public async Task UsersCreatedInAsync_ManyOfOneMomentInPages_GivesEachOnceThoughOneGoes()
    {
        // The later they were created, the lesser are their ids.
        var users = Enumerable.Range(0, 25)
            .Select(i => new Created<UserId>(UserId.Parse($"user_{24 - i:d2}"), 100 + (i / 12)))
            .ToList();
        foreach (var (id, createdAt) in users)
            await WriteAsync(Sample.Entries(Sample.User(id) with { CreatedAt = createdAt }));

        var pages = await PagesAsync<Created<UserId>>(4, async last =>
        {
            var after = last.Id == default ? default(Created<UserId>?) : last;
            var page = await Storage.Directory.UsersCreatedInAsync(100, 200, 7, after, Token);
            // The next page begins after a user who is gone by then.
            if (!page.IsEmpty)
                await WriteAsync(Sample.Entries(new UserEntry { Id = page[^1].Id, Revision = 9, Deleted = true }));
            return page;
        });

        Assert.Equal(users.OrderBy(user => user.CreatedAt).ThenBy(user => user.Id.Value, StringComparer.Ordinal), pages);
    }

    [Fact]
    public async Task OrganizationsCreatedInAsync_InPages_GivesLiveOnesOnce()
    {
        for (var i = 0; i < 10; i++)
        {
            var id = OrganizationId.Parse($"org_{i}");
            await WriteAsync(Sample.Entries(Sample.Organization(id) with { CreatedAt = i < 8 ? 100 : 200 }));
        }

        await WriteAsync(Sample.Entries(
            new OrganizationEntry { Id = OrganizationId.Parse("org_3"), Revision = 2, Deleted = true }));

        var pages = await PagesAsync<Created<OrganizationId>>(3, last =>
            Storage.Directory.OrganizationsCreatedInAsync(100, 200, 3, last.Id == default ? null : last, Token));

        Assert.Equal(
            ["org_0", "org_1", "org_2", "org_4", "org_5", "org_6", "org_7"], pages.Select(o => o.Id.Value));
    }

    [Fact]
    public async Task MembershipsCreatedInAsync_InPages_GivesVisibleOnesAndAllOfAPair()
    {
        var gone = OrganizationId.Parse("org_gone");
        await WriteAsync(Sample.Entries(new OrganizationEntry { Id = gone, Revision = 1, Deleted = true }));
        await WriteAsync(Sample.Entries(new UserEntry { Id = Sample.Bob, Revision = 1, Deleted = true }));
        await WriteAsync(Sample.Entries(
            Sample.Membership("orgmem_1", Sample.Ann, Sample.Acme),
            Sample.Membership("orgmem_2", Sample.Ann, Sample.Acme),
            Sample.Membership("orgmem_3", Sample.Ann, gone),
            Sample.Membership("orgmem_4", Sample.Bob, Sample.Acme),
            Sample.Membership("orgmem_5", Sample.Ann, Sample.Acme) with { Deleted = true, Role = null },
            Sample.Membership("orgmem_6", UserId.Parse("user_carl"), Sample.Acme),
            Sample.Membership("orgmem_7", UserId.Parse("user_carl"), Sample.Acme) with { CreatedAt = 2000 }));

        var pages = await PagesAsync<MembershipEntry>(3, last => Storage.Directory.MembershipsCreatedInAsync(
            1000, 2000, 1, last is null ? null : new Created<MembershipId>(last.Id, last.CreatedAt), Token));

        Assert.Equal(["orgmem_1", "orgmem_2", "orgmem_6"], pages.Select(membership => membership.Id.Value));
    }

    [Fact]
    public async Task CreatedInAsync_CursorBeforeTheWindow_StartsAtItsStart()
    {
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann) with { CreatedAt = 50 }));
        await WriteAsync(Sample.Entries(Sample.User(Sample.Bob) with { CreatedAt = 100 }));

        var users = await Storage.Directory.UsersCreatedInAsync(
            100, 200, 10, new Created<UserId>(UserId.Parse("user_zoe"), 10), Token);

        Assert.Equal([Sample.Bob], users.Select(user => user.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task CreatedInAsync_LimitOutOfBounds_IsRefused(int limit)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Storage.Directory.UsersCreatedInAsync(0, 1, limit, null, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Storage.Directory.OrganizationsCreatedInAsync(0, 1, limit, null, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Storage.Directory.MembershipsCreatedInAsync(0, 1, limit, null, Token));
    }

    // The page after the last one is empty.
    private static async Task<List<T>> PagesAsync<T>(int count, Func<T?, Task<ImmutableArray<T>>> read)
    {
        List<T> all = [];
        for (var pages = 0; pages <= count; pages++)
        {
            var page = await read(all.Count == 0 ? default : all[^1]);
            if (page.IsEmpty) return all;
            all.AddRange(page);
        }

        Assert.Fail($"There are more than {count} pages: {string.Join(' ', all)}");
        return all;
    }

    private Task WriteAsync(DirectoryEntries entries) => Storage.Inbox.CompleteAsync([], entries, Token);
}
