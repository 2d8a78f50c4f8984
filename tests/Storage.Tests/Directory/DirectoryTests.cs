using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Directory;

public abstract class DirectoryTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : DirectoryTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : DirectoryTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task FindUsers_ByEverything_FindsTheUser()
    {
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann) with
        {
            EmailAddresses = ["Ann@Example.com", "ann@work.example"],
            PhoneNumbers = ["+15555550100"],
            Username = "Ann",
            ExternalId = "ext-1",
        }));

        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("aNN@example.COM", Token));
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("ann@work.example", Token));
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByPhoneAsync("+15555550100", Token));
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByUsernameAsync("Ann", Token));
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByExternalIdAsync("ext-1", Token));
        Assert.Empty(await Storage.Directory.FindUsersByUsernameAsync("ann", Token));
        Assert.Empty(await Storage.Directory.FindUsersByExternalIdAsync("+15555550100", Token));
    }

    [Fact]
    public async Task FindUsers_ValueGivenUp_FindsNobody()
    {
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann) with { EmailAddresses = ["old@x.org", "kept@x.org"] }));
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann, 2) with { EmailAddresses = ["new@x.org", "kept@x.org"] }));

        Assert.Empty(await Storage.Directory.FindUsersByEmailAsync("old@x.org", Token));
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("kept@x.org", Token));
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("new@x.org", Token));
    }

    [Fact]
    public async Task Write_LowerRevision_ChangesNothing()
    {
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann, 5) with { EmailAddresses = ["new@x.org"] }));
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann, 4) with { EmailAddresses = ["old@x.org"] }));

        Assert.Empty(await Storage.Directory.FindUsersByEmailAsync("old@x.org", Token));
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("new@x.org", Token));
    }

    [Fact]
    public async Task Write_LowerRevisionOfADeletedUser_DoesNotBringThemBack()
    {
        await WriteAsync(Sample.Entries(new UserEntry { Id = Sample.Ann, Revision = 5, Deleted = true }));
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann, 4)));

        Assert.Empty(await Storage.Directory.ListUsersAsync(10, 0, Token));
        Assert.Empty(await Storage.Directory.FindUsersByEmailAsync("someone@example.com", Token));
    }

    [Fact]
    public async Task Write_LowerRevisionOfAnOrganization_ChangesNothing()
    {
        await WriteAsync(Sample.Entries(Sample.Organization(Sample.Acme, 5) with { Slug = "new" }));
        await WriteAsync(Sample.Entries(Sample.Organization(Sample.Acme, 4) with { Slug = "old" }));

        Assert.Equal(Sample.Acme, await Storage.Directory.FindOrganizationBySlugAsync("new", Token));
        Assert.Null(await Storage.Directory.FindOrganizationBySlugAsync("old", Token));
    }

    [Fact]
    public async Task Write_LowerRevisionOfAMembership_ChangesNothing()
    {
        var membership = Sample.Membership("orgmem_1", Sample.Ann, Sample.Acme);
        await WriteAsync(Sample.Entries(membership with { Revision = 5, Deleted = true, Role = null }));
        await WriteAsync(Sample.Entries(membership with { Revision = 4 }));

        Assert.Empty(await Storage.Directory.MembershipsOfUserAsync(Sample.Ann, Token));
    }

    [Fact]
    public async Task Write_EqualRevision_Replaces()
    {
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann, 5) with { EmailAddresses = ["a@x.org"] }));
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann, 5) with { EmailAddresses = ["b@x.org"] }));

        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("b@x.org", Token));
        Assert.Empty(await Storage.Directory.FindUsersByEmailAsync("a@x.org", Token));
    }

    [Fact]
    public async Task Write_RevisionsInOneGo_EndWithTheHighest()
    {
        var writes = new[] { 3, 1, 5, 2, 4 }.Select(revision => WriteAsync(new DirectoryEntries(
            Sample.User(Sample.Ann, revision) with { EmailAddresses = [$"r{revision}@x.org"] },
            Sample.Organization(Sample.Acme, revision) with { Slug = $"r{revision}" },
            [Sample.Membership("orgmem_1", Sample.Ann, Sample.Acme) with { Revision = revision, Role = $"org:r{revision}" }])));
        await Task.WhenAll(writes);

        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("r5@x.org", Token));
        Assert.Empty(await Storage.Directory.FindUsersByEmailAsync("r4@x.org", Token));
        Assert.Equal(Sample.Acme, await Storage.Directory.FindOrganizationBySlugAsync("r5", Token));
        Assert.Equal("org:r5", Assert.Single(await Storage.Directory.MembershipsOfUserAsync(Sample.Ann, Token)).Role);
    }

    [Fact]
    public async Task FindUsers_SharedEmail_GivesTheLastChangedFirstAndNoDeletedOnes()
    {
        var carl = UserId.Parse("user_carl");
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann) with { UpdatedAt = 300 }));
        await WriteAsync(Sample.Entries(Sample.User(Sample.Bob) with { UpdatedAt = 400 }));
        await WriteAsync(Sample.Entries(Sample.User(carl) with { UpdatedAt = 500 }));
        Assert.Equal(
            [carl, Sample.Bob, Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("someone@example.com", Token));

        await WriteAsync(Sample.Entries(new UserEntry { Id = carl, Revision = 2, Deleted = true }));

        Assert.Equal(
            [Sample.Bob, Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("someone@example.com", Token));
    }

    [Fact]
    public async Task FindOrganizationBySlug_SharedSlug_GivesTheLastChanged()
    {
        var other = OrganizationId.Parse("org_other");
        await WriteAsync(Sample.Entries(Sample.Organization(Sample.Acme) with { UpdatedAt = 500 }));
        await WriteAsync(Sample.Entries(Sample.Organization(other) with { UpdatedAt = 400 }));
        Assert.Equal(Sample.Acme, await Storage.Directory.FindOrganizationBySlugAsync("acme", Token));

        await WriteAsync(Sample.Entries(new OrganizationEntry { Id = Sample.Acme, Revision = 2, Deleted = true }));

        Assert.Equal(other, await Storage.Directory.FindOrganizationBySlugAsync("acme", Token));
        Assert.Null(await Storage.Directory.FindOrganizationBySlugAsync("nobody", Token));
    }

    [Fact]
    public async Task Memberships_OfBothSides_AreTheSame()
    {
        var membership = Sample.Membership("orgmem_1", Sample.Ann, Sample.Acme);
        await WriteAsync(Sample.Entries(membership));

        Assert.Equal([membership], await Storage.Directory.MembershipsOfUserAsync(Sample.Ann, Token));
        Assert.Equal([membership], await Storage.Directory.MembershipsOfOrganizationAsync(Sample.Acme, 10, 0, Token));
        Assert.Empty(await Storage.Directory.MembershipsOfUserAsync(Sample.Bob, Token));
    }

    [Fact]
    public async Task Memberships_OrganizationDeleted_AreHidden()
    {
        await WriteAsync(Sample.Entries(Sample.Organization(Sample.Acme)));
        await WriteAsync(Sample.Entries(Sample.Membership("orgmem_1", Sample.Ann, Sample.Acme)));
        await WriteAsync(Sample.Entries(new OrganizationEntry { Id = Sample.Acme, Revision = 2, Deleted = true }));

        Assert.Empty(await Storage.Directory.MembershipsOfUserAsync(Sample.Ann, Token));
        Assert.Empty(await Storage.Directory.MembershipsOfOrganizationAsync(Sample.Acme, 10, 0, Token));
    }

    [Fact]
    public async Task Memberships_UserDeleted_AreHidden()
    {
        await WriteAsync(Sample.Entries(Sample.Membership("orgmem_1", Sample.Ann, Sample.Acme)));
        await WriteAsync(Sample.Entries(new UserEntry { Id = Sample.Ann, Revision = 1, Deleted = true }));

        Assert.Empty(await Storage.Directory.MembershipsOfUserAsync(Sample.Ann, Token));
        Assert.Empty(await Storage.Directory.MembershipsOfOrganizationAsync(Sample.Acme, 10, 0, Token));
    }

    [Fact]
    public async Task Memberships_LeftAndJoinedAgain_ShowOnlyTheLiveOne()
    {
        var first = Sample.Membership("orgmem_1", Sample.Ann, Sample.Acme);
        var second = Sample.Membership("orgmem_2", Sample.Ann, Sample.Acme) with { CreatedAt = 2000 };
        await WriteAsync(Sample.Entries(first, second));
        // The leaving is still on the way: both are live, one counts.
        Assert.Equal([second], await Storage.Directory.MembershipsOfUserAsync(Sample.Ann, Token));
        Assert.Equal([second], await Storage.Directory.MembershipsOfOrganizationAsync(Sample.Acme, 10, 0, Token));

        await WriteAsync(Sample.Entries(first with { Revision = 2, Deleted = true, Role = null }));

        Assert.Equal([second], await Storage.Directory.MembershipsOfUserAsync(Sample.Ann, Token));
    }

    [Fact]
    public async Task MembershipsOfOrganization_InPages_GivesEachOnceNewestFirst()
    {
        for (var i = 0; i < 25; i++)
        {
            var user = UserId.Parse($"user_{i}");
            await WriteAsync(Sample.Entries(Sample.Membership($"orgmem_{i}", user, Sample.Acme) with { CreatedAt = i }));
        }

        List<long> created = [];
        for (var offset = 0; offset < 30; offset += 10)
        {
            var page = await Storage.Directory.MembershipsOfOrganizationAsync(Sample.Acme, 10, offset, Token);
            created.AddRange(page.Select(membership => membership.CreatedAt));
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => (long)i), created);
    }

    [Fact]
    public async Task ListUsers_InPages_GivesLiveOnesNewestFirst()
    {
        for (var i = 0; i < 5; i++)
            await WriteAsync(Sample.Entries(Sample.User(UserId.Parse($"user_{i}")) with { CreatedAt = i }));
        await WriteAsync(Sample.Entries(new UserEntry { Id = UserId.Parse("user_3"), Revision = 2, Deleted = true }));

        var first = await Storage.Directory.ListUsersAsync(2, 0, Token);
        var second = await Storage.Directory.ListUsersAsync(2, 2, Token);

        Assert.Equal(["user_4", "user_2"], first.Select(id => id.Value));
        Assert.Equal(["user_1", "user_0"], second.Select(id => id.Value));
    }

    [Fact]
    public async Task CountAsync_SomeDeleted_CountsTheOthers()
    {
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann)));
        await WriteAsync(Sample.Entries(new UserEntry { Id = Sample.Bob, Revision = 1, Deleted = true }));
        await WriteAsync(Sample.Entries(Sample.Organization(Sample.Acme)));

        Assert.Equal(new DirectoryCounts(1, 1), await Storage.Directory.CountAsync(Token));
    }

    [Fact]
    public async Task Write_TextThatPostgreSqlCannotHold_IsStoredWithReplacements()
    {
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann) with
        {
            FirstName = "A\0n\ud800n",
            LastName = "\0",
            Username = "a\0b",
            ExternalId = "\udc00",
            EmailAddresses = ["\0@x.org"],
        }));

        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByUsernameAsync("a\0b", Token));
        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByEmailAsync("\0@X.org", Token));
    }

    [Fact]
    public async Task Write_IdentifierOfAnyLength_IsStored()
    {
        var longest = new string('ß', 512);
        await WriteAsync(Sample.Entries(Sample.User(Sample.Ann) with
        {
            Username = longest,
            ExternalId = new string('x', 100_000),
        }));

        Assert.Equal([Sample.Ann], await Storage.Directory.FindUsersByUsernameAsync(longest, Token));
        Assert.Empty(await Storage.Directory.FindUsersByExternalIdAsync(new string('x', 100_000), Token));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(501, 0)]
    [InlineData(1, -1)]
    public async Task List_PageOutOfBounds_IsRefused(int limit, int offset)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Storage.Directory.ListUsersAsync(limit, offset, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Storage.Directory.MembershipsOfOrganizationAsync(Sample.Acme, limit, offset, Token));
    }

    private Task WriteAsync(DirectoryEntries entries) => Storage.Inbox.CompleteAsync([], entries, Token);
}
