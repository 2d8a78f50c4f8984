using Identity.Storage.Changes;
using Identity.Storage.Commits;
using Identity.Storage.GrainState;
using Identity.Storage.Health;
using Identity.Storage.Inbox;
using Identity.Storage.Settings;
using Identity.Storage.Startup;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
/// <remarks>
/// A batch that holds a delivery is flushed to the disk before it is answered (synchronous=FULL). Other batches are
/// handed to the operating system only (NORMAL): they survive a crash of the process, and a power cut takes at most
/// the end of the write-ahead log since the last flush. What is lost that way follows from deliveries that are flushed
/// and, because the log keeps the order of commits, are still pending; so the inbox applies them again. See
/// https://sqlite.org/pragma.html#pragma_synchronous.
/// </remarks>
internal sealed class SqliteCommitExecutor(SqliteConnections connections) : ICommitExecutor, IDisposable
{
    private readonly DedicatedThreadScheduler _scheduler = new("identity-sqlite-writer");
    private SqliteSession? _session;
    private bool _flushes;

    /// <inheritdoc/>
    public TaskScheduler Scheduler => _scheduler;

    /// <inheritdoc/>
    public Task ExecuteAsync(IReadOnlyList<StorageCommand> batch)
    {
        var session = _session ??= Open();
        SetFlush(session, batch.Any(command => command.MustBeOnDisk));
        session.Execute("BEGIN IMMEDIATE");
        foreach (var command in batch) Execute(session, command);
        using (StorageActivities.StartFlush()) session.Execute("COMMIT");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ResetAsync()
    {
        Interlocked.Exchange(ref _session, null)?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public CommitFailure Explain(Exception exception) => SqliteErrors.Explain(exception);

    public void Dispose()
    {
        Interlocked.Exchange(ref _session, null)?.Dispose();
        _scheduler.Dispose();
    }

    private static void Execute(SqliteSession session, StorageCommand command)
    {
        switch (command)
        {
            case AddEntry add: SqliteInboxWrites.Add(session, add); break;
            case CompleteEntries complete: SqliteInboxWrites.Complete(session, complete); break;
            case ClaimDueEntries claim: SqliteInboxWrites.Claim(session, claim); break;
            case ReleaseEntries release: SqliteInboxWrites.Release(session, release); break;
            case ReopenEntries reopen: SqliteInboxArchive.Reopen(session, reopen); break;
            case PurgeEntries purge: SqliteInboxArchive.Purge(session, purge); break;
            case PurgeChanges purge: SqliteChangeFeed.Purge(session, purge); break;
            case EraseMentions erase: SqliteInboxBodies.Erase(session, erase); break;
            case EraseUser erase: SqliteInboxBodies.Erase(session, erase); break;
            case WriteGrainState write: SqliteGrainState.Write(session, write); break;
            case ProbeCommand probe: SqliteSettings.Probe(session, probe); break;
            case PinInstance pin: SqliteSettings.Pin(session, pin); break;
            case SetSetting set: SqliteSettings.Set(session, set); break;
            case ReplaceSetting replace: SqliteSettings.Replace(session, replace); break;
            default: throw new NotSupportedException($"No statement for {command.GetType().Name}.");
        }
    }

    private SqliteSession Open()
    {
        var session = connections.OpenWriter();
        // Said once for each connection: a build of SQLite may have another default.
        session.ExecuteOnce("PRAGMA synchronous = FULL");
        _flushes = true;
        return session;
    }

    private void SetFlush(SqliteSession session, bool flush)
    {
        if (_flushes == flush) return;
        session.ExecuteOnce(flush ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _flushes = flush;
    }
}
