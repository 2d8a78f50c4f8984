using Identity.Storage.PostgreSql;
using Identity.Testing;
using Npgsql;

namespace Identity.Storage.Tests.PostgreSql;

/// <summary>What a connection of the pool keeps of whoever had it before.</summary>
public sealed class PostgreSqlConnectionsTests : IAsyncLifetime
{
    private PostgreSqlConnections _connections = null!;
    private PostgresDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Obstacle is { } obstacle && PostgresDatabase.MayBeMissing) Assert.Skip(obstacle);
        _database = await PostgresDatabase.CreateAsync();
        _connections = new PostgreSqlConnections(new StorageOptions { ConnectionString = _database.ConnectionString });
    }

    public ValueTask DisposeAsync() => _connections?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Reader_GivenBack_IsNotClearedForTheNext()
    {
        await using (var first = await _connections.OpenAsync(Token)) await ReadAsync(first, "SET lock_timeout = '4s'");
        await using var next = await _connections.OpenAsync(Token);

        // Clearing it costs the server as much as a read by key does.
        Assert.Equal("4s", await ReadAsync(next, "SHOW lock_timeout"));
    }

    [Fact]
    public async Task Writer_Closed_LeavesItsSettingsToNobody()
    {
        await using (var writer = await _connections.OpenForWritesAsync())
            Assert.Equal("off", await ReadAsync(writer, "SHOW enable_seqscan"));
        await using var reader = await _connections.OpenAsync(Token);

        Assert.Equal("on", await ReadAsync(reader, "SHOW enable_seqscan"));
    }

    /// <summary>As after a restart of the server: the pool doesn't know yet that its connections are dead.</summary>
    [Fact]
    public async Task Read_TheConnectionsHaveDied_IsDoneAtOnce()
    {
        for (var round = 0; round < 2; round++)
        {
            await using (await _connections.OpenAsync(Token))
            await using (await _connections.OpenAsync(Token))
            await using (await _connections.OpenAsync(Token))
            {
            }

            await _database.CutConnectionsAsync();

            var one = await new PostgreSqlReaders(_connections).QueryAsync("SELECT 1", row => row.GetInt32(0), Token);

            Assert.Equal([1], one);
        }
    }

    private static async Task<string?> ReadAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The statements are this class's own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}
