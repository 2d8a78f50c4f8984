using Identity.Storage.Tests.Fixtures;
using Npgsql;

namespace Identity.Storage.Tests.PostgreSql;

public sealed class PostgreSqlClaimTests() : StorageTest(StorageProvider.PostgreSql)
{
    [Fact]
    public async Task ClaimDueAsync_RowsLockedByAnotherSilo_PassesThemOver()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
        Time.Advance(TimeSpan.FromSeconds(10));
        await using var other = new NpgsqlConnection(Database.ConnectionString);
        await other.OpenAsync(Token);
        await using var command = new NpgsqlCommand("BEGIN; SELECT 1 FROM inbox WHERE svix_id = 'msg_1' FOR UPDATE", other);
        await command.ExecuteNonQueryAsync(Token);

        var claimed = Assert.Single(await Storage.Inbox.ClaimDueAsync(10, Token));

        Assert.Equal("msg_2", claimed.Id.Value);
    }

    [Fact]
    public async Task ReleaseAllAsync_RowsLockedByAnotherSilo_PassesThemOver()
    {
        await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token);
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
        await using var other = new NpgsqlConnection(Database.ConnectionString);
        await other.OpenAsync(Token);
        await using var command = new NpgsqlCommand("BEGIN; SELECT 1 FROM inbox WHERE svix_id = 'msg_1' FOR UPDATE", other);
        await command.ExecuteNonQueryAsync(Token);

        await Storage.Inbox.ReleaseAllAsync(Token);

        Assert.Equal("msg_2", Assert.Single(await Storage.Inbox.ClaimDueAsync(10, Token)).Id.Value);
    }

    [Fact]
    public async Task Writes_ServerWithoutDurableCommits_AreDurableAllTheSame()
    {
        await using var database = await TestDatabase.CreateAsync(StorageProvider.PostgreSql);
        await database.ExecuteAsync(
            """
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$;
            CREATE TABLE seen (value text);
            """);
        await using var storage = await database.StartAsync(Time);
        await database.ExecuteAsync(
            """
            CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN INSERT INTO seen VALUES (current_setting(''synchronous_commit'')); RETURN NEW; END';
            CREATE TRIGGER see AFTER INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION see();
            """);

        await storage.Inbox.AddAsync(Sample.Entry(), Token);

        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("SELECT string_agg(value, ' ') FROM seen", connection);
        Assert.Equal("on", await command.ExecuteScalarAsync(Token));
    }
}
