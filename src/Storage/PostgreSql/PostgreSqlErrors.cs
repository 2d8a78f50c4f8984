using System.Net.Sockets;
using Identity.Storage.Commits;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>What PostgreSQL's errors mean. Its messages may hold data and names, so only the code is passed on.</summary>
public static class PostgreSqlErrors
{
    /// <summary>
    /// Whether a connection of the pool turned out to have died since it was used last: the server was started again, or
    /// something between has cut it. Npgsql empties the pool of its like then, so that the next one is new.
    /// </summary>
    public static bool IsOfADeadConnection(NpgsqlException exception) => exception switch
    {
        PostgresException e => e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
        _ => exception is { InnerException: IOException },
    };

    internal static CommitFailure Explain(Exception exception) => exception switch
    {
        PostgresException e => new(FaultOf(e.SqlState), $"postgresql error {e.SqlState}"),
        NpgsqlException { InnerException: TimeoutException } => new(CommitFault.Database, "postgresql timed out"),
        NpgsqlException or IOException or SocketException or TimeoutException or StorageUnavailableException =>
            new(CommitFault.Database, "postgresql can't be reached"),
        _ => new(CommitFault.Data, exception.GetType().Name),
    };

    /// <summary>The exception that readers see.</summary>
    internal static StorageUnavailableException Unavailable(Exception exception) =>
        new($"Storage is unavailable: {Explain(exception).Reason}.", exception);

    // https://www.postgresql.org/docs/current/errcodes-appendix.html: 21 cardinality, 22 data, 23 integrity,
    // 54 program limits; 40 is a rollback for the sake of another transaction.
    private static CommitFault FaultOf(string sqlState) => sqlState[..2] switch
    {
        "21" or "22" or "23" or "54" => CommitFault.Data,
        "40" => CommitFault.Contention,
        _ => CommitFault.Database,
    };
}
