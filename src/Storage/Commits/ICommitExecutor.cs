namespace Identity.Storage.Commits;

/// <summary>A database's side of the commit: one connection, used by one caller at a time.</summary>
internal interface ICommitExecutor
{
    /// <summary>Where the commit loop runs: a database that blocks its thread brings one.</summary>
    TaskScheduler Scheduler { get; }

    /// <summary>
    /// Executes commands in one transaction, commits it, and sets each command's result. Throws, and nothing is stored,
    /// unless the failure came with the answer to the commit.
    /// </summary>
    Task ExecuteAsync(IReadOnlyList<StorageCommand> batch);

    /// <summary>Drops the connection with whatever it has open; the next execution starts with a fresh one.</summary>
    ValueTask ResetAsync();

    /// <summary>Tells a fault of the database from one of the data, in words that hold no data.</summary>
    CommitFailure Explain(Exception exception);
}
