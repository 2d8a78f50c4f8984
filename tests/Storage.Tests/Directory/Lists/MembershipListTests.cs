using System.Collections.Immutable;
using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.GrainState;
using Identity.Storage.Tests.Fixtures;
using Identity.Testing;

namespace Identity.Storage.Tests.Directory.Lists;

public abstract class MembershipListTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : MembershipListTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : MembershipListTests(StorageProvider.PostgreSql);

    private const int Questions = 200;
    private const int Moments = 10;

    private static readonly ItemReader<MembershipEntry, string> Reader = new(Town.StateName, (m, _) => m.Id.Value);

    private static readonly ItemReader<OrganizationRow, OrganizationRow> Rows = new(Town.StateName, (row, _) => row);

    [Fact]
    public async Task Memberships_OfAnyFilterOrderAndPart_AreThoseOfTheModel()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var town = new Town(random, 120, organizations: 8);
        await town.StoreAsync(Storage, Token);
        // Also a user of whom no event has come may have a state: sessions and memberships come first at times.
        await Task.WhenAll(Enumerable.Range(120, 5).Select(i => Storage.GrainState.WriteAsync(
            new GrainStateKey(Town.StateName, $"user_{i:D5}"), Encoding.UTF8.GetBytes("{}"), null, Token)));
        for (var i = 0; i < Questions; i++)
        {
            var (filter, order) = (FilterOf(random), random.Pick(Enum.GetValues<MembershipOrder>()));
            var part = new ListPart(random.Next(1, 50), random.Pick(0, 0, random.Next(80)), random.Next(2) == 0);
            var expected = town.List(filter, order, part.Descending).ToList();

            var page = await Storage.Lists.ListMembershipsAsync(filter, order, part, Reader, Token);

            var asked = $"{i}: {filter} {order} {part}";
            Assert.True(expected.Skip(part.Offset).Take(part.Limit).Select(m => m.Id.Value).SequenceEqual(page.Items), asked);
            Assert.True(expected.Count == page.Total, asked);
        }
    }

    [Fact]
    public async Task Organizations_OfAnyFilterOrderAndPart_AreThoseOfTheModel()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var town = new Town(random, 60, organizations: 30);
        await town.StoreAsync(Storage, Token);
        for (var i = 0; i < Questions; i++)
        {
            var filter = new OrganizationFilter
            {
                OrganizationIds = random.Next(3) == 0 ? new(["org_001", "org_002", "org_003"], ["org_003"]) : SignedValues.None,
                UserIds = random.Next(3) == 0 ? new([.. random.Some(2, "user_00001", "user_00002")], ["user_00003"]) : SignedValues.None,
                Text = random.Pick(null, null, "ACME", "org_01", "org_001", "ü", "%", "labs", "x\nx"),
                CountsMembers = random.Next(2) == 0,
                SoughtRoles = random.Next(2) == 0 ? default : ["org:admin", "org:owner"],
            };
            var order = random.Pick(Enum.GetValues<OrganizationOrder>());
            var part = new ListPart(random.Next(1, 20), random.Pick(0, random.Next(20)), random.Next(2) == 0);
            var expected = town.List(filter, order, part.Descending).ToList();

            var page = await Storage.Lists.ListOrganizationsAsync(filter, order, part, Rows, Token);

            var asked = $"{i}: {filter} {order} {part}";
            Assert.True(expected.Skip(part.Offset).Take(part.Limit).Select(o => o.Id).SequenceEqual(page.Items.Select(r => r.Id)), asked);
            Assert.True(expected.Count == page.Total, asked);
            foreach (var row in page.Items)
            {
                if (filter.CountsMembers) Assert.True(row.Members == town.MembersOf(row.Id).Count(), asked);
                bool? has = filter.SoughtRoles.IsDefault ? null : town.MembersOf(row.Id).Any(m => m.Role == "org:admin");
                Assert.True(row.HasSoughtRole == has, asked);
            }
        }
    }

    [Fact]
    public async Task Total_UnderConcurrentWrites_IsThatOfThePage()
    {
        // Members come, and go again, as fast as they can. What one answer says must have been true at one moment: as many
        // as it counts are in it, and they are the ones made first, without a gap.
        var organization = OrganizationId.Parse("org_busy");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = Task.Run(() => ComeAndGoAsync(organization, enough.Token), Token);
        var seen = new HashSet<long>();
        while (seen.Count < Moments)
        {
            var page = await Storage.Lists.ListMembershipsAsync(
                new MembershipFilter { OrganizationId = organization },
                MembershipOrder.CreatedAt,
                new ListPart(500, 0, Descending: false),
                Reader,
                Token);
            Assert.Equal(page.Total, page.Items.Length);
            Assert.Equal(Enumerable.Range(1, page.Items.Length).Select(i => $"orgmem_{i}"), page.Items);
            seen.Add(page.Total);
            if (writing.IsFaulted) await writing;
        }

        await enough.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task Resources_LapsedOnes_AreExpired()
    {
        await AddAsync("orginv_1", "pending", expiresAt: null);
        await AddAsync("orginv_2", "pending", expiresAt: 100);
        await AddAsync("orginv_3", "pending", expiresAt: 101);
        await AddAsync("orginv_4", "expired", expiresAt: 50);
        await AddAsync("orginv_5", "accepted", expiresAt: 50);

        Assert.Equal(["orginv_1", "orginv_3"], await IdsAsync("pending"));
        Assert.Equal(["orginv_2", "orginv_4"], await IdsAsync("expired"));
        Assert.Equal(["orginv_2", "orginv_4", "orginv_5"], await IdsAsync("expired", "accepted"));
        Assert.Equal(5, (await IdsAsync()).Length);
        Assert.Equal(["orginv_5"], await IdsAsync("accepted"));
    }

    [Fact]
    public async Task Sessions_AreFoundByIdAndByClient_UntilTheirUserIsGone()
    {
        var session = SessionId.Parse("sess_1");
        await Storage.Inbox.CompleteAsync([], Sample.Entries(Sample.User(Sample.Ann)) with
        {
            Sessions = [new SessionEntry { Id = session, UserId = Sample.Ann, ClientId = "client_1" }],
        }, Token);
        Assert.Equal(Sample.Ann, await Storage.Lists.FindSessionUserAsync(session, Token));
        Assert.Equal([Sample.Ann], await Storage.Lists.FindClientUsersAsync("client_1", Token));
        Assert.Empty(await Storage.Lists.FindClientUsersAsync("client_2", Token));

        await Storage.Inbox.CompleteAsync(
            [], Sample.Entries(new UserEntry { Id = Sample.Ann, Revision = 2, Deleted = true, DeletedAt = 1 }), Token);
        Assert.Null(await Storage.Lists.FindSessionUserAsync(session, Token));
        Assert.Empty(await Storage.Lists.FindClientUsersAsync("client_1", Token));
    }

    private static MembershipFilter FilterOf(Random random) => random.Next(8) switch
    {
        0 => new MembershipFilter(),
        1 => new MembershipFilter { UserId = UserId.Parse("user_00001") },
        2 => new MembershipFilter { Roles = ["org:admin"], CreatedAt = new TimeWindow(2, 8) },
        3 => Of(random, new UserFilter { Banned = true }),
        4 => Of(random, new UserFilter { NameText = "ada", EmailAddresses = ["ann@x.org", "bob@y.org"] }),
        5 => Of(random, new UserFilter { UserIds = new([], ["user_00001", "user_00007"]), Text = "x.org" }),
        6 => Of(random, new UserFilter { LastActiveAt = new TimeWindow(5, null) }),
        _ => Of(random, new UserFilter()),
    };

    private static MembershipFilter Of(Random random, UserFilter users) =>
        new() { OrganizationId = OrganizationId.Parse($"org_{random.Next(9):D3}"), Users = users };

    private async Task ComeAndGoAsync(OrganizationId organization, CancellationToken enough)
    {
        const int Members = 40;
        await Task.WhenAll(Enumerable.Range(1, Members).Select(i => Storage.GrainState.WriteAsync(
            new GrainStateKey(Town.StateName, $"user_b{i}"), Encoding.UTF8.GetBytes("{}"), null, Token)));
        for (var revision = 1; !enough.IsCancellationRequested; revision += 2)
        {
            for (var i = 1; i <= Members; i++) await PutAsync(i, revision, deleted: false);
            for (var i = Members; i >= 1; i--) await PutAsync(i, revision + 1, deleted: true);
        }

        Task PutAsync(int i, long revision, bool deleted) => Storage.Inbox.CompleteAsync([], Sample.Entries(
            Sample.Membership($"orgmem_{i}", UserId.Parse($"user_b{i}"), organization) with
            {
                CreatedAt = i,
                Revision = revision,
                Deleted = deleted,
            }), Token);
    }

    private async Task AddAsync(string id, string status, long? expiresAt)
    {
        await Storage.GrainState.WriteAsync(new GrainStateKey("resource", id), Encoding.UTF8.GetBytes("{}"), null, Token);
        await Storage.Inbox.CompleteAsync([], new DirectoryEntries(null, null, [], new ResourceEntry
        {
            Id = ResourceId.Parse(id),
            Kind = ResourceKind.OrganizationInvitation,
            Revision = 1,
            Status = status,
            ExpiresAt = expiresAt,
            CreatedAt = id[^1],
            UpdatedAt = 1,
        }), Token);
    }

    private async Task<ImmutableArray<string>> IdsAsync(params string[] statuses) => (await Storage.Lists.ListResourcesAsync(
        new ResourceFilter { Kind = ResourceKind.OrganizationInvitation, Statuses = [.. statuses], Now = 100 },
        ResourceOrder.CreatedAt,
        new ListPart(10, 0, Descending: false),
        new ItemReader<ResourceId, string>("resource", (id, _) => id.Value),
        Token)).Items;
}
