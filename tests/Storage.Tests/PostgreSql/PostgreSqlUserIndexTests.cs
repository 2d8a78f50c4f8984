using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;
using Identity.Storage.Tests.Fixtures;
using Npgsql;

namespace Identity.Storage.Tests.PostgreSql;

/// <summary>Transactions end in another order than they begin.</summary>
public sealed class PostgreSqlUserIndexTests() : StorageTest(StorageProvider.PostgreSql)
{
    private static readonly UserFilter Someone = new() { Text = "someone@" };

    [Fact]
    public async Task Transaction_ThatBeganBeforeTheIndexWasBuilt_IsKnownOnceItEnds()
    {
        await Storage.Inbox.CompleteAsync([], Sample.Entries(Sample.User(Sample.Ann)), Token);
        await using var connection = new NpgsqlConnection(Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await ExecuteAsync(connection, "BEGIN; UPDATE user_texts SET body = 'user_ann'; UPDATE users SET banned = true");
        await Storage.Get<UserIndex>().BuildAsync(Token);
        await Storage.Inbox.CompleteAsync([], Sample.Entries(Sample.User(Sample.Bob)), Token);
        Assert.Equal(2, await CountAsync());

        await ExecuteAsync(connection, "COMMIT");

        Assert.Equal(1, await CountAsync());
        Assert.NotNull(Storage.Get<UserIndex>().Newest);
    }

    /// <summary>A server that was restored from a dump begins to count transactions anew.</summary>
    [Fact]
    public async Task NumberThatThisServerHasNotGiven_IsForgottenAtTheNextStart()
    {
        await Storage.Inbox.CompleteAsync([], Sample.Entries(Sample.User(Sample.Ann)), Token);
        await Database.ExecuteAsync(
            """
            ALTER TABLE users DISABLE TRIGGER users_written;
            UPDATE users SET transaction_id = '9000000000000000000';
            ALTER TABLE users ENABLE TRIGGER users_written;
            """);
        await StopAsync(Storage);
        Storage = await StartAnotherAsync();

        await Storage.Get<UserIndex>().BuildAsync(Token);
        Assert.Equal(1, await CountAsync());

        Assert.Equal(
            ["1"],
            await Database.ReadAsync(
                "SELECT count(*) FROM users WHERE transaction_id < pg_snapshot_xmax(pg_current_snapshot())"));
        Assert.Equal(0, Storage.Get<UserIndex>().Newest!.Version);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private Task<long> CountAsync() => Storage.Lists.CountUsersAsync(Someone, Token);
}
