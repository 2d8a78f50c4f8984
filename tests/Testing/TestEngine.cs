using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Identity.Testing;

/// <summary>Which engine the programs under test were built for, and what it needs to start.</summary>
public static class TestEngine
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Dictionary<string, string?>>>> Clusters = new();

    /// <summary>Why a test isn't for this engine.</summary>
    public const string EmbeddedOnly = "It is about one process that has its database for itself; Orleans runs the grains here.";

    /// <summary>Why a test of what an answer costs isn't for this engine.</summary>
    public const string NeverAtOnce = "A call of Orleans is never answered at once.";

    /// <summary>Whether Orleans runs the grains: then each program is a silo, on PostgreSQL.</summary>
    public static bool IsOrleans { get; } = IsOrleansOf(AppContext.BaseDirectory);

    /// <summary>Whether the programs of a folder were built for Orleans.</summary>
    public static bool IsOrleansOf(string folder) => File.Exists(Path.Combine(folder, "Orleans.Runtime.dll"));

    /// <summary>
    /// The settings of a program whose database lies at a path; for Orleans, of a silo on a server's database. The same path
    /// gives the same again.
    /// </summary>
    public static Task<Dictionary<string, string?>> SettingsAsync(string sqliteFile) => IsOrleans
        ? Clusters.GetOrAdd(sqliteFile, _ => new(CreateClusterAsync)).Value
        : Task.FromResult(new Dictionary<string, string?> { ["ConnectionStrings:Identity"] = $"Data Source={sqliteFile}" });

    /// <summary>
    /// A connection, to be opened, that reads beside a program of this engine's, and that nobody keeps when it is closed.
    /// </summary>
    public static DbConnection ConnectionTo(string connectionString) => IsOrleans
        ? new NpgsqlConnection($"{connectionString};Pooling=false")
        : new SqliteConnection($"{connectionString};Mode=ReadOnly;Pooling=false");

    /// <summary>The settings of a silo of its own on a database of its own.</summary>
    public static async Task<Dictionary<string, string?>> CreateClusterAsync()
    {
        var database = await PostgresDatabase.CreateAsync();
        return new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["ConnectionStrings:Identity"] = database.ConnectionString,
            ["Cluster:Mode"] = "CoHosted",
            ["Cluster:AdvertisedAddress"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{FreePort.Next()}",
            ["Cluster:GatewayPort"] = $"{FreePort.Next()}",
            ["Cluster:DrainDelay"] = "00:00:00",
        };
    }
}
