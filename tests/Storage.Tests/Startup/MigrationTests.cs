using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Storage.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Inbox;
using Identity.Storage.Startup;
using Identity.Storage.Tests.Fixtures;
using Identity.Testing;

namespace Identity.Storage.Tests.Startup;

public abstract class MigrationTests(StorageProvider provider) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public sealed class OnSqlite() : MigrationTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : MigrationTests(StorageProvider.PostgreSql);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(provider);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(_database.File)!);
        await _database.ExecuteAsync(SchemaScripts.Load($"{provider}")[0].Sql);
        await _database.ExecuteAsync(
            """
            CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL);
            INSERT INTO schema_version (version, applied_at) VALUES (1, 0);
            INSERT INTO settings (name, value) VALUES ('instance_id', 'ins_1');
            INSERT INTO users (user_id, revision, deleted, banned, username, created_at, updated_at)
            VALUES ('user_ann', 3, '0', '0', 'ann', 1000, 2000), ('user_bob', 4, '1', '0', NULL, NULL, NULL);
            INSERT INTO user_identifiers (kind, value, user_id) VALUES (3, 'ann', 'user_ann');
            INSERT INTO organizations (organization_id, revision, deleted, name, slug, created_at, updated_at)
            VALUES ('org_acme', 1, '0', 'Acme', 'acme', 1000, 2000);
            INSERT INTO memberships (membership_id, user_id, organization_id, revision, deleted, role, created_at)
            VALUES ('orgmem_1', 'user_ann', 'org_acme', 1, '0', 'org:admin', 1000);
            """);
        await AddAsync("pending_user", InboxState.Pending, "user_ann", null);
        await AddAsync("pending_member", InboxState.Pending, "user_ann", "org_acme");
        await AddAsync("pending_organization", InboxState.Pending, null, "org_acme");
        await AddAsync("applied", InboxState.Applied, "user_ann", null);
        await AddAsync("stale", InboxState.Stale, null, "org_acme");
        await AddAsync("no_effect", InboxState.Applied, null, null);
        await AddAsync("unreadable", InboxState.Quarantined, null, null, "not UTF-8");
        await AddAsync("foreign", InboxState.Quarantined, null, null, "instance_id: another Clerk instance''s event");
        await AddAsync("failed", InboxState.Quarantined, "user_ann", null, "failed 20 times");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is not null) await _database.DisposeAsync();
    }

    [Fact]
    public async Task StartAsync_InboxOfVersionOne_KeepsEveryEntryInItsNewState()
    {
        await using var storage = await _database.StartAsync(new ManualTimeProvider());

        var entries = await storage.Inbox.ListAsync(InboxFilter.None, null, 100, Token);

        Assert.Equal(
            [
                "applied Applied user_ann", "failed Quarantined user_ann", "foreign Foreign ", "no_effect Kept ",
                "pending_member Pending user_ann", "pending_organization Pending org_acme",
                "pending_user Pending user_ann", "stale Stale org_acme", "unreadable Quarantined ",
            ],
            entries
                .Select(entry => $"{entry.Id.Value["msg_".Length..]} {entry.State} {entry.Entity}")
                .Order(StringComparer.Ordinal));
        foreach (var entry in entries)
        {
            var found = await storage.Inbox.FindAsync(null, entry.Id, Token);
            Assert.Equal($"body of {entry.Id.Value[4..]}", Encoding.UTF8.GetString(found!.Body.Span));
            Assert.Equal((100, 200, 7), (found.OccurredAt, found.ReceivedAt, found.Attempts));
        }

        Assert.Equal("failed 20 times", entries.Single(entry => entry.Id.Value is "msg_failed").Reason);
        Assert.Equal(Sample.Acme, entries.Single(entry => entry.Id.Value is "msg_pending_member").OrganizationId);
        Assert.Equal(new InboxCounts(3, 2, 1, 200), await storage.Inbox.CountAsync(Token));
    }

    [Fact]
    public async Task StartAsync_PendingOfVersionOne_GoesToItsEntity()
    {
        var time = new ManualTimeProvider();
        await using var storage = await _database.StartAsync(time);

        var ofAnn = await storage.Inbox.ForAsync(EntityId.Of(Sample.Ann), null, Token);
        var ofAcme = await storage.Inbox.ForAsync(EntityId.Of(Sample.Acme), null, Token);
        var claimed = await storage.Inbox.ClaimDueAsync(10, Token);

        Assert.Equal(["msg_pending_member", "msg_pending_user"], ofAnn.Deliveries.Select(d => d.Id.Value));
        Assert.Equal(["msg_pending_organization"], ofAcme.Deliveries.Select(d => d.Id.Value));
        Assert.Equal(3, claimed.Length);
        Assert.All(claimed, entry => Assert.NotNull(entry.Entity));
        Assert.False((await storage.Inbox.AddAsync(Sample.Entry("msg_applied"), Token)).Added);
    }

    [Fact]
    public async Task StartAsync_DirectoryOfVersionOne_IsReadAsBefore()
    {
        await using var storage = await _database.StartAsync(new ManualTimeProvider());

        Assert.Equal([Sample.Ann], await storage.Directory.FindUsersByUsernameAsync("ann", Token));
        Assert.Equal([Sample.Ann], await storage.Directory.ListUsersAsync(10, 0, Token));
        Assert.Equal(Sample.Acme, await storage.Directory.FindOrganizationBySlugAsync("acme", Token));
        Assert.Single(await storage.Directory.MembershipsOfUserAsync(Sample.Ann, Token));
        Assert.Single(await storage.Directory.MembershipsOfOrganizationAsync(Sample.Acme, 10, 0, Token));
        Assert.Equal(new DirectoryCounts(1, 1), await storage.Directory.CountAsync(Token));
        Assert.Equal(Sample.Instance, await storage.Startup.PinInstanceAsync(Sample.OtherInstance, Token));
        foreach (var text in new[] { "user_ann", "nn", "n" })
            Assert.Equal(1, await storage.Lists.CountUsersAsync(new UserFilter { Text = text }, Token));
        // Who was deleted before anybody noted when was deleted long ago.
        Assert.Equal([Sample.Bob], await storage.Directory.DeletedUsersAsync(0, 10, Token));
        Assert.True((await storage.Inbox.EraseAsync(Sample.Bob, Token)).IsDeleted);
    }

    [Fact]
    public async Task StartAsync_Again_MigratesNoFurther()
    {
        await using (await _database.StartAsync(new ManualTimeProvider()))
        {
        }

        await using var storage = await _database.StartAsync(new ManualTimeProvider());

        Assert.Equal(
            SchemaScripts.Load($"{provider}").Select(script => $"{script.Version}"),
            await _database.ReadAsync("SELECT version FROM schema_version ORDER BY version"));
        Assert.Equal(9, (await storage.Inbox.ListAsync(InboxFilter.None, null, 100, Token)).Length);
    }

    private async Task AddAsync(
        string name, InboxState state, string? user, string? organization, string? reason = null)
    {
        var body = Convert.ToHexString(Encoding.UTF8.GetBytes($"body of {name}"));
        var (column, value) = provider is StorageProvider.Sqlite ? ("", "") : (", body", $", '\\x{body}'");
        await _database.ExecuteAsync(
            $"""
            INSERT INTO inbox (instance_id, svix_id, type, occurred_at, received_at, user_id, organization_id, state,
              attempts, due_at, reason{column})
            VALUES ('ins_1', 'msg_{name}', 'user.updated', 100, 200, {Text(user)}, {Text(organization)}, {(int)state},
              7, 0, {Text(reason)}{value})
            """);
        if (provider is StorageProvider.PostgreSql) return;
        await _database.ExecuteAsync(
            $"""
            INSERT INTO inbox_body (entry_id, body)
            SELECT entry_id, x'{body}' FROM inbox WHERE svix_id = 'msg_{name}'
            """);

        static string Text(string? value) => value is null ? "NULL" : $"'{value}'";
    }
}
