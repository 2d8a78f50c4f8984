using Identity.Storage.Health;
using Microsoft.Extensions.Logging;

namespace Identity.Storage.Commits;

/// <summary>
/// The one writer of a process. It takes what waits and commits it as one transaction; meanwhile the next batch
/// gathers. A lone write is committed at once, a crowd shares the disk's flush, and nobody waits for company.
/// </summary>
internal sealed partial class CommitLoop(
    CommitQueue queue,
    ICommitExecutor executor,
    StorageHealth health,
    StorageMetrics metrics,
    TimeProvider time,
    ILogger<CommitLoop> logger)
{
    /// <summary>Runs until the queue is closed and empty. It survives every failure of the database.</summary>
    internal Task RunAsync() => Task.Factory
        .StartNew(LoopAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, executor.Scheduler)
        .Unwrap();

    private async Task LoopAsync()
    {
        while (await queue.WaitToTakeAsync())
        {
            var batch = queue.TakeBatch();
            if (batch.Count > 0) await CommitOrRefuseAsync(batch);
        }

        await executor.ResetAsync();
    }

    private async Task CommitOrRefuseAsync(List<StorageCommand> batch)
    {
        try
        {
            await CommitAsync(batch);
        }
        catch (Exception e)
        {
            // Nothing is known that gets here. But if the one writer ended, no write would ever be answered again.
            LogCommitBroken(e);
            foreach (var command in batch) command.Fail(new StorageUnavailableException("The commit broke off.", e));
        }
    }

    private async Task CommitAsync(List<StorageCommand> batch)
    {
        if (await TryCommitAsync(batch) is not { } failure) return;
        if (failure.Why.Fault is CommitFault.Database || batch.Count == 1)
        {
            Refuse(batch, failure);
            return;
        }

        LogBatchSplit(failure.Why.Reason, batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            if (await TryCommitAsync([batch[i]]) is not { } alone) continue;
            // A database that went away meanwhile would let each of the others wait for its own time-out.
            var isGone = alone.Why.Fault is CommitFault.Database;
            Refuse(isGone ? batch[i..] : [batch[i]], alone);
            if (isGone) return;
        }
    }

    private async Task<Failure?> TryCommitAsync(List<StorageCommand> batch)
    {
        var started = time.GetTimestamp();
        try
        {
            await ExecuteAsync(batch);
        }
        catch (Exception e)
        {
            await executor.ResetAsync();
            var why = executor.Explain(e);
            metrics.Failed(time.GetElapsedTime(started), batch.Count, why.Fault);
            return new Failure(why, e);
        }

        metrics.Committed(time.GetElapsedTime(started), batch.Count);
        var isNews = batch.Any(command => command.HasWritten) && health.Succeeded();
        foreach (var command in batch) command.Succeed();
        if (isNews) LogStorageReady();
        return null;
    }

    private async Task ExecuteAsync(List<StorageCommand> batch)
    {
        using var activity = StorageActivities.StartCommit(batch);
        await executor.ExecuteAsync(batch);
    }

    private void Refuse(List<StorageCommand> commands, Failure failure)
    {
        var (why, cause) = failure;
        if (why.Fault is not CommitFault.Database) LogWriteRefused(why.Reason);
        else if (health.Failed(why.Reason)) LogStorageUnavailable(why.Reason, cause);
        foreach (var command in commands) command.Fail(why.ToException(cause));
    }

    [LoggerMessage(EventIds.StorageReady, LogLevel.Information, "Storage is ready")]
    private partial void LogStorageReady();

    [LoggerMessage(EventIds.StorageUnavailable, LogLevel.Error, "Storage is unavailable: {Reason}")]
    private partial void LogStorageUnavailable(string reason, Exception exception);

    [LoggerMessage(EventIds.WriteRefused, LogLevel.Warning, "The database refused a write: {Reason}")]
    private partial void LogWriteRefused(string reason);

    [LoggerMessage(EventIds.CommitSplit, LogLevel.Warning,
        "A commit of {Count} writes was refused ({Reason}); they are tried one by one")]
    private partial void LogBatchSplit(string reason, int count);

    [LoggerMessage(EventIds.CommitBroken, LogLevel.Critical, "A commit broke off")]
    private partial void LogCommitBroken(Exception exception);

    private readonly record struct Failure(CommitFailure Why, Exception Exception);
}
