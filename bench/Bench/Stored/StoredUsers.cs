using Identity.Bench.Clerk;
using Identity.Bench.Servers;
using Identity.Testing;
using Microsoft.Data.Sqlite;

namespace Identity.Bench.Stored;

/// <summary>
/// A SQLite database that holds many users: one is brought in by webhooks, and its rows are copied under other ids,
/// which takes seconds where a million webhooks take minutes.
/// </summary>
internal sealed class StoredUsers : IDisposable
{
    private const string Seed = "seed";

    /// <summary>Whose members they all are.</summary>
    public const string Organization = "org_all";

    private const long Day = 24 * 60 * 60 * 1000;

    private readonly TempFolder _folder = new();

    private StoredUsers(int count) => Count = count;

    /// <summary>How many there are.</summary>
    public int Count { get; }

    public string File => _folder.Combine("identity.db");

    public (string, string) Setting => ("ConnectionStrings__Identity", $"Data Source={File}");

    /// <summary>The bytes of JSON that Clerk told of each: profile, session and membership.</summary>
    public double RawBytes { get; private set; }

    /// <summary>Makes such a database; every user has a session and is a member of one organization.</summary>
    public static async Task<StoredUsers> CreateAsync(Instance instance, int count)
    {
        var users = new StoredUsers(count);
        await using (var front = await FrontServer.StartAsync(instance, users.Setting))
        {
            await users.SignUpAsync(instance, front);
        }
        users.Execute(Copies(count));
        return users;
    }

    /// <summary>Lets deliveries lie in the inbox that nobody takes out: they are due in a day.</summary>
    public void AddBacklog(int from, int to) => Execute(
        $"""
        CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (VALUES ({from}) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {to})
        SELECT i FROM n;
        CREATE TEMP TABLE delivery AS SELECT i.*, b.body FROM inbox i JOIN inbox_body b ON b.entry_id = i.entry_id
        WHERE i.svix_id = 'msg_{Seed}_user';
        CREATE TEMP TABLE next AS SELECT max(entry_id) + 1 AS entry FROM inbox;
        INSERT INTO inbox (entry_id, instance_id, svix_id, type, occurred_at, received_at, entity, user_id, state, due_at)
        SELECT entry + i, instance_id, 'msg_backlog' || i, type, occurred_at, received_at, 'user_later' || i,
          'user_later' || i, 0, received_at + {Day} FROM n, delivery, next;
        INSERT INTO inbox_body (entry_id, body) SELECT entry + i, body FROM n, delivery, next;
        DROP TABLE n;
        """);

    public void Dispose() => _folder.Dispose();

    private async Task SignUpAsync(Instance instance, FrontServer front)
    {
        var user = ClerkEventJson.User($"user_{Seed}", Instance.Start);
        var session = ClerkEventJson.Session($"sess_{Seed}", $"user_{Seed}", "active", Instance.Start);
        var membership = ClerkEventJson.Membership(
            $"orgmem_{Seed}", $"user_{Seed}", Organization, "org:member", Instance.Start);
        RawBytes = user.ToJsonString().Length + session.ToJsonString().Length + membership.ToJsonString().Length;
        await front.AcknowledgeAsync(
        [
            instance.Webhook(
                $"msg_{Seed}_org", "organization.created", ClerkEventJson.Organization(Organization, Instance.Start)),
            instance.Webhook($"msg_{Seed}_user", "user.created", user),
            instance.Webhook($"msg_{Seed}_sess", "session.created", session),
            instance.Webhook($"msg_{Seed}_member", "organizationMembership.created", membership),
        ]);
    }

    // Ids stand in the payload too; none of them is part of another word.
    private static string Copies(int count) =>
        $"""
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})
        SELECT i FROM n;
        CREATE TEMP TABLE state AS SELECT * FROM grain_state WHERE grain_key = 'user_{Seed}';
        INSERT INTO grain_state (state_name, grain_key, payload, version)
        SELECT state_name, 'user_' || i, CAST(replace(CAST(payload AS TEXT), '_{Seed}', '_' || i) AS BLOB), version
        FROM n, state;
        CREATE TEMP TABLE person AS SELECT * FROM users WHERE user_id = 'user_{Seed}';
        INSERT INTO users (user_id, revision, deleted, banned, first_name, last_name, created_at, updated_at)
        SELECT 'user_' || i, revision, deleted, banned, first_name, last_name, created_at, updated_at FROM n, person;
        CREATE TEMP TABLE identifier AS SELECT * FROM user_identifiers WHERE user_id = 'user_{Seed}';
        INSERT INTO user_identifiers (kind, value, user_id)
        SELECT kind, replace(value, '_{Seed}', '_' || i), 'user_' || i FROM n, identifier;
        CREATE TEMP TABLE member AS SELECT * FROM memberships WHERE user_id = 'user_{Seed}';
        INSERT INTO memberships (membership_id, user_id, organization_id, revision, deleted, role, created_at)
        SELECT 'orgmem_' || i, 'user_' || i, organization_id, revision, deleted, role, created_at FROM n, member;
        DROP TABLE n;
        PRAGMA journal_mode = WAL;
        """;

    // Statements of this file, with numbers in them.
#pragma warning disable CA2100
    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
