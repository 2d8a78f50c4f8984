using Npgsql;

namespace Identity.Testing;

/// <summary>
/// An empty database for one test, on a server that all tests of the process share: the one that
/// <c>ConnectionStrings__Identity</c> names, or one that is started when the first test asks.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("ConnectionStrings__Identity");
    private static readonly Lazy<Task<PostgresServer>> Own = new(PostgresServer.StartAsync);

    private readonly string _server;

    private PostgresDatabase(string server, string name)
    {
        _server = server;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
        Name = name;
    }

    /// <summary>Why there is no server here; null when there is one.</summary>
    public static string? Obstacle => Given is null ? PostgresServer.Obstacle : null;

    /// <summary>Whether a test may be skipped for want of a server. On a build server it fails.</summary>
    public static bool MayBeMissing => MachineProgram.MayBeMissing;

    /// <summary>How to reach the database.</summary>
    public string ConnectionString { get; }

    private string Name { get; }

    /// <summary>Creates a database.</summary>
    public static async Task<PostgresDatabase> CreateAsync()
    {
        var server = Given ?? (await Own.Value).ConnectionString;
        return await CreateOnAsync(server);
    }

    /// <summary>Creates a database on a certain server.</summary>
    /// <param name="server">How to reach any other database of the server.</param>
    public static async Task<PostgresDatabase> CreateOnAsync(string server)
    {
        var database = new PostgresDatabase(server, $"test_{Guid.NewGuid():n}");
        await database.ExecuteOnServerAsync($"CREATE DATABASE {database.Name}");
        return database;
    }

    /// <summary>Executes statements in the database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    /// <summary>
    /// Ends whatever serves its connections, as a restart of the server does: pools don't know yet that theirs are dead.
    /// </summary>
    public Task CutConnectionsAsync() => ExecuteAsync(
        """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """);

    /// <summary>Drops the database; a server of our own goes as a whole.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server == Given) await ExecuteOnServerAsync($"DROP DATABASE {Name} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        // Tests write their own statements.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private async Task ExecuteOnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }
}
