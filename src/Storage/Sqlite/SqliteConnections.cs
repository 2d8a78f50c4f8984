using Microsoft.Data.Sqlite;

namespace Identity.Storage.Sqlite;

/// <summary>Opens connections to one database file.</summary>
internal sealed class SqliteConnections
{
    private readonly string _connectionString;

    internal SqliteConnections(StorageOptions options)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString)
        {
            // Sessions are pooled here, with their statements; the provider's pool would keep files open after a reset.
            Pooling = false,
            Mode = SqliteOpenMode.ReadWriteCreate,
            // In seconds. It is how long the provider waits for a lock that another process holds.
            DefaultTimeout = Math.Max(1, (int)options.CommandTimeout.TotalSeconds),
        };
        builder.DataSource = File = Path.GetFullPath(builder.DataSource);
        _connectionString = builder.ToString();
    }

    /// <summary>The database's file, as a full path.</summary>
    internal string File { get; }

    /// <summary>Called with each new writer: tests take a full disk or the like from here.</summary>
    internal Action<SqliteSession>? WriterOpened { get; set; }

    internal SqliteSession OpenWriter()
    {
        // 16 MiB of log before it is copied into the file, so that pages that change often are copied once; 32 MiB cache.
        // What is deleted or replaced is overwritten, also on pages that become free, and a log that a long read made
        // grow is cut back: nobody's data shall lie there who asked for its removal (docs/adr/0020-erasure.md).
        var session = Open(
            """
            PRAGMA wal_autocheckpoint = 4096;
            PRAGMA journal_size_limit = 16777216;
            PRAGMA cache_size = -32768;
            PRAGMA secure_delete = ON;
            """);
        WriterOpened?.Invoke(session);
        return session;
    }

    internal SqliteSession OpenReader() => Open("PRAGMA query_only = ON; PRAGMA cache_size = -8192;");

    /// <summary>For lists, which come back to large parts of the indexes of their orders and of texts.</summary>
    internal SqliteSession OpenListReader() => Open("PRAGMA query_only = ON; PRAGMA cache_size = -65536;");

    private SqliteSession Open(string pragmas)
    {
        var session = new SqliteSession(new SqliteConnection(_connectionString));
        try
        {
            session.Connection.Open();
            session.ExecuteOnce(pragmas);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
