using System.Data.Common;
using Identity.Storage.Startup;
using Identity.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Identity.Storage.Tests.Fixtures;

/// <summary>An empty database of one kind, real in either case.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PostgresDatabase? _postgres;

    private TestDatabase(StorageProvider provider, PostgresDatabase? postgres)
    {
        Provider = provider;
        _postgres = postgres;
        File = _folder.Combine("data/identity.db");
        ConnectionString = postgres?.ConnectionString ?? $"Data Source={File}";
    }

    public StorageProvider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>Where SQLite keeps it.</summary>
    public string File { get; }

    public static async Task<TestDatabase> CreateAsync(StorageProvider provider, string? server = null)
    {
        if (provider is StorageProvider.Sqlite) return new TestDatabase(provider, null);
        if (PostgresDatabase.Obstacle is { } obstacle && PostgresDatabase.MayBeMissing) Assert.Skip(obstacle);
        var postgres = server is null ? await PostgresDatabase.CreateAsync() : await PostgresDatabase.CreateOnAsync(server);
        return new TestDatabase(provider, postgres);
    }

    /// <summary>Storage as an application has it, not started.</summary>
    internal TestStorage Open(TimeProvider time, Action<StorageOptions>? configure = null)
    {
        var services = new ServiceCollection().AddSingleton(time).AddIdentityStorage(options =>
        {
            options.Provider = Provider;
            options.ConnectionString = ConnectionString;
            configure?.Invoke(options);
        });
        return new TestStorage(services.BuildServiceProvider());
    }

    /// <summary>Storage as an application has it, started.</summary>
    internal async Task<TestStorage> StartAsync(TimeProvider time, Action<StorageOptions>? configure = null)
    {
        var storage = Open(time, configure);
        await storage.Startup.StartAsync(TestContext.Current.CancellationToken);
        return storage;
    }

    /// <summary>Executes statements beside the storage, as an operator might.</summary>
    public async Task ExecuteAsync(string sql)
    {
        if (_postgres is not null)
        {
            await _postgres.ExecuteAsync(sql);
            return;
        }

        await using var connection = OpenSqlite();
        Execute(connection, sql);
    }

    /// <summary>Reads beside the storage: a line for each row, with <c>|</c> between its columns.</summary>
    public async Task<List<string>> ReadAsync(string sql)
    {
        List<string> lines = [];
        await using DbConnection connection = Provider is StorageProvider.Sqlite
            ? new SqliteConnection($"Data Source={File};Pooling=false")
            : new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Tests write their own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var values = Enumerable.Range(0, row.FieldCount).Select(row.GetValue);
            // SQLite has no booleans.
            lines.Add(string.Join('|', values.Select(value => value is bool flag ? (flag ? "1" : "0") : $"{value}")));
        }

        return lines;
    }

    /// <summary>Keeps every write waiting until the result is disposed of.</summary>
    public async Task<IAsyncDisposable> BlockWritesAsync()
    {
        if (_postgres is null)
        {
            var connection = OpenSqlite();
            Execute(connection, "BEGIN IMMEDIATE");
            return connection;
        }

        var blocker = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await blocker.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE inbox, heartbeat, orleansstorage", blocker);
        await command.ExecuteNonQueryAsync();
        return blocker;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Tests write their own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private SqliteConnection OpenSqlite()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        return connection;
    }
}
