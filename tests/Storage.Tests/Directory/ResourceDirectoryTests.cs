using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Directory;

public abstract class ResourceDirectoryTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : ResourceDirectoryTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : ResourceDirectoryTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task Resources_ByEverything_GivesTheWholeRow()
    {
        var invitation = Invitation(1) with
        {
            UserId = Sample.Bob,
            InviterId = Sample.Ann,
            EmailAddress = "Bob@Example.com",
            Status = "accepted",
        };
        await WriteAsync(invitation);

        const ResourceKind Kind = ResourceKind.OrganizationInvitation;
        Assert.Equal([invitation], await Storage.Directory.ListResourcesAsync(Kind, 10, 0, Token));
        Assert.Equal(
            [invitation], await Storage.Directory.ResourcesOfOrganizationAsync(Kind, Sample.Acme, 10, 0, Token));
        Assert.Equal([invitation], await Storage.Directory.ResourcesOfUserAsync(Kind, Sample.Bob, 10, 0, Token));
        Assert.Equal(
            [invitation], await Storage.Directory.ResourcesByEmailAsync(Kind, "bOB@example.COM", 10, 0, Token));
        Assert.Empty(await Storage.Directory.ResourcesOfUserAsync(Kind, Sample.Ann, 10, 0, Token));
        Assert.Empty(await Storage.Directory.ResourcesByEmailAsync(Kind, "", 10, 0, Token));
        Assert.Empty(await Storage.Directory.ListResourcesAsync(ResourceKind.WaitlistEntry, 10, 0, Token));
    }

    [Fact]
    public async Task Resources_ManyInOneGo_EndWithTheHighestRevision()
    {
        var writes = new[] { 3, 1, 5, 2, 4 }.Select(revision => WriteAsync(
            Invitation(1) with { Revision = revision, Status = $"r{revision}" }));
        await Task.WhenAll(writes);

        Assert.Equal("r5", Assert.Single(await ListAsync()).Status);
        await WriteAsync(Invitation(1) with { Revision = 5, Status = "again" });
        Assert.Equal("again", Assert.Single(await ListAsync()).Status);
    }

    [Fact]
    public async Task Resources_Deleted_AreHiddenForEver()
    {
        await WriteAsync(Invitation(1) with { Revision = 2 });
        await WriteAsync(new ResourceEntry
        {
            Id = ResourceId.Parse("orginv_1"),
            Kind = ResourceKind.OrganizationInvitation,
            Revision = 3,
            Deleted = true,
        });
        await WriteAsync(Invitation(1) with { Revision = 2 });

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Resources_OwnerDeleted_AreHidden()
    {
        await WriteAsync(Invitation(1) with { UserId = Sample.Bob });
        await WriteAsync(Invitation(2) with { InviterId = Sample.Ann });
        await WriteAsync(Invitation(3) with { OrganizationId = null });
        await Storage.Inbox.CompleteAsync(
            [], Sample.Entries(new UserEntry { Id = Sample.Bob, Revision = 1, Deleted = true }), Token);
        await Storage.Inbox.CompleteAsync(
            [], Sample.Entries(new UserEntry { Id = Sample.Ann, Revision = 1, Deleted = true }), Token);
        // Who invited owns nothing.
        Assert.Equal(["orginv_3", "orginv_2"], (await ListAsync()).Select(resource => resource.Id.Value));

        await Storage.Inbox.CompleteAsync(
            [], Sample.Entries(new OrganizationEntry { Id = Sample.Acme, Revision = 1, Deleted = true }), Token);

        Assert.Equal(["orginv_3"], (await ListAsync()).Select(resource => resource.Id.Value));
        Assert.Empty(await Storage.Directory.ResourcesOfOrganizationAsync(
            ResourceKind.OrganizationInvitation, Sample.Acme, 10, 0, Token));
    }

    [Fact]
    public async Task Resources_InPages_GivesEachOnceNewestFirst()
    {
        for (var i = 0; i < 25; i++) await WriteAsync(Invitation(i) with { CreatedAt = i });

        List<long?> created = [];
        for (var offset = 0; offset < 30; offset += 10)
            created.AddRange((await ListAsync(10, offset)).Select(resource => resource.CreatedAt));

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => (long?)i), created);
    }

    [Fact]
    public async Task FindResourcesOfPersonAsync_PayerAcceptorOrInviter_GivesEachOnceHiddenOnesToo()
    {
        await WriteAsync(Invitation(1) with { UserId = Sample.Ann, InviterId = Sample.Ann });
        await WriteAsync(Invitation(2) with { InviterId = Sample.Ann });
        await WriteAsync(Invitation(3) with { UserId = Sample.Bob });
        await WriteAsync(Invitation(4) with { Kind = ResourceKind.Subscription, UserId = Sample.Ann });
        await Storage.Inbox.CompleteAsync(
            [], Sample.Entries(new UserEntry { Id = Sample.Ann, Revision = 1, Deleted = true }), Token);
        await Storage.Inbox.CompleteAsync(
            [], Sample.Entries(new OrganizationEntry { Id = Sample.Acme, Revision = 1, Deleted = true }), Token);

        var first = await Storage.Directory.FindResourcesOfPersonAsync(Sample.Ann, 2, null, Token);
        var second = await Storage.Directory.FindResourcesOfPersonAsync(Sample.Ann, 2, first[^1].Id, Token);

        Assert.Equal(["orginv_1", "orginv_2"], first.Select(resource => resource.Id.Value));
        Assert.Equal(["orginv_4"], second.Select(resource => resource.Id.Value));
    }

    [Fact]
    public async Task Resources_TextThatPostgreSqlCannotHold_IsStoredWithReplacements()
    {
        await WriteAsync(Invitation(1) with { EmailAddress = "a\0@x.org", Status = "\ud800" });
        await WriteAsync(Invitation(2) with { EmailAddress = new string('x', 100_000) });

        var found = Assert.Single(await Storage.Directory.ResourcesByEmailAsync(
            ResourceKind.OrganizationInvitation, "A\0@x.org", 10, 0, Token));
        Assert.Equal("\ufffd", found.Status);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(501, 0)]
    [InlineData(1, -1)]
    public async Task Resources_PageOutOfBounds_IsRefused(int limit, int offset)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListAsync(limit, offset));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Storage.Directory.ResourcesOfOrganizationAsync(
            ResourceKind.OrganizationInvitation, Sample.Acme, limit, offset, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Storage.Directory.FindResourcesOfPersonAsync(
            Sample.Ann, limit is 1 ? 0 : limit, null, Token));
    }

    private static ResourceEntry Invitation(int number) => new()
    {
        Id = ResourceId.Parse($"orginv_{number}"),
        Kind = ResourceKind.OrganizationInvitation,
        Revision = 1,
        OrganizationId = Sample.Acme,
        CreatedAt = 1000 + number,
        UpdatedAt = 2000,
    };

    private Task WriteAsync(ResourceEntry resource) =>
        Storage.Inbox.CompleteAsync([], new DirectoryEntries(null, null, [], resource), Token);

    private Task<ImmutableArray<ResourceEntry>> ListAsync(int limit = 10, int offset = 0) =>
        Storage.Directory.ListResourcesAsync(ResourceKind.OrganizationInvitation, limit, offset, Token);
}
