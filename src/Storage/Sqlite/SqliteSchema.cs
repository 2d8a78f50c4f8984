using Identity.Storage.Commits;
using Identity.Storage.Startup;

namespace Identity.Storage.Sqlite;

/// <summary>Creates and migrates the schema.</summary>
internal sealed class SqliteSchema(SqliteConnections connections, TimeProvider time)
{
    /// <summary>Brings the schema to the newest version in one transaction, which also keeps out whoever else does so.</summary>
    internal void Migrate()
    {
        using var session = connections.OpenWriter();
        UseWriteAheadLog(session);
        session.Execute("BEGIN IMMEDIATE");
        session.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_version (
              version INTEGER NOT NULL PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT
            """);
        foreach (var script in SchemaScripts.After(SchemaScripts.Load("Sqlite"), ReadVersion(session)))
        {
            session.ExecuteOnce(script.Sql);
            session.Execute(
                "INSERT INTO schema_version (version, applied_at) VALUES ($1, $2)",
                script.Version,
                time.GetUtcNow().ToUnixTimeMilliseconds());
        }

        session.Execute("COMMIT");
    }

    private static void UseWriteAheadLog(SqliteSession session)
    {
        using var mode = session.Query("PRAGMA journal_mode = WAL");
        mode.Read();
        if (mode.GetString(0) is not "wal")
            throw new StorageUnavailableException("The file system of the SQLite database has no write-ahead log.");
    }

    private static int ReadVersion(SqliteSession session)
    {
        using var row = session.Query("SELECT coalesce(max(version), 0) FROM schema_version");
        row.Read();
        return row.GetInt32(0);
    }
}
