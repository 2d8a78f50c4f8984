using Identity.Storage.Changes;
using Identity.Storage.Commits;
using Identity.Storage.Directory.Lists;
using Identity.Storage.GrainState;
using Identity.Storage.Inbox;

namespace Identity.Storage;

/// <summary>One kind of database: its lock, its schema, its one writer and its readers.</summary>
internal interface IDatabase : IAsyncDisposable
{
    /// <summary>Executes the commits.</summary>
    ICommitExecutor Executor { get; }

    /// <summary>Reads what is asked in the words of both databases.</summary>
    IQueries Queries { get; }

    /// <summary>The words in which the databases differ about the inbox.</summary>
    InboxDialect InboxDialect { get; }

    /// <summary>The statements that read the feed of changes.</summary>
    ChangeFeedSql ChangeFeedSql { get; }

    /// <summary>Reads several times at one moment.</summary>
    ISnapshots Snapshots { get; }

    /// <summary>Reads the states of many grains at once.</summary>
    IStoredStates States { get; }

    /// <summary>The words in which the databases differ about lists.</summary>
    ListDialect ListDialect { get; }

    IPendingReader Pending { get; }

    IGrainStateReader GrainState { get; }

    /// <summary>Cancelled when the process lock was lost to somebody else.</summary>
    CancellationToken LockLost { get; }

    /// <summary>Takes the process lock, or throws; does nothing when this process has it.</summary>
    Task LockAsync(CancellationToken cancellationToken);

    /// <summary>Brings the schema to the newest version, safe against others who do so at the same time.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);
}
