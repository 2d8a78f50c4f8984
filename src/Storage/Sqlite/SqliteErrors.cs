using Identity.Storage.Commits;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Identity.Storage.Sqlite;

/// <summary>What SQLite's errors mean. Its messages may hold names from the schema, so only the code is passed on.</summary>
internal static class SqliteErrors
{
    internal static CommitFailure Explain(Exception exception) => exception switch
    {
        SqliteException e => new(FaultOf(e.SqliteErrorCode), $"sqlite error {e.SqliteErrorCode} ({Name(e)})"),
        StorageUnavailableException => new(CommitFault.Database, "sqlite is unavailable"),
        IOException or UnauthorizedAccessException => new(CommitFault.Database, "sqlite's file can't be used"),
        _ => new(CommitFault.Data, exception.GetType().Name),
    };

    /// <summary>The exception that readers see.</summary>
    internal static StorageUnavailableException Unavailable(SqliteException exception) =>
        new($"Storage is unavailable: {Explain(exception).Reason}.", exception);

    // https://sqlite.org/rescode.html
    private static CommitFault FaultOf(int code) =>
        code is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE
            ? CommitFault.Data
            : CommitFault.Database;

    private static string Name(SqliteException e) => raw.sqlite3_errstr(e.SqliteErrorCode).utf8_to_string();
}
