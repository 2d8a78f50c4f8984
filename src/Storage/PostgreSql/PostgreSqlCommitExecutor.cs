using System.Diagnostics;
using Identity.Storage.Changes;
using Identity.Storage.Commits;
using Identity.Storage.GrainState;
using Identity.Storage.Health;
using Identity.Storage.Inbox;
using Identity.Storage.Settings;
using Identity.Storage.Startup;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
/// <remarks>
/// The commands of one kind become one statement over arrays, whatever their number, so the server parses, plans and
/// answers a handful of statements for five hundred writes.
/// </remarks>
internal sealed class PostgreSqlCommitExecutor(PostgreSqlConnections connections, string serviceId)
    : ICommitExecutor, IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <inheritdoc/>
    public TaskScheduler Scheduler => TaskScheduler.Default;

    /// <inheritdoc/>
    public async Task ExecuteAsync(IReadOnlyList<StorageCommand> batch)
    {
        _connection ??= await connections.OpenForWritesAsync();
        await using var statements = new PostgreSqlBatch(_connection);
        var added = new PostgreSqlAddedEntries([.. batch.OfType<AddEntry>()]);
        added.AddTo(statements);
        PostgreSqlGrainStateWrites.AddTo(statements, [.. batch.OfType<WriteGrainState>()], serviceId);
        var settled = batch.OfType<CompleteEntries>().ToList();
        PostgreSqlInboxWrites.AddTo(statements, settled);
        PostgreSqlChangeFeed.AddTo(statements, settled);
        PostgreSqlDirectoryWrites.AddTo(statements, [.. settled.Select(command => command.Entries)]);
        foreach (var command in batch) AddTo(statements, command);
        await CommitAsync(_connection, statements);
        await added.ReadDuplicatesAsync(_connection);
    }

    /// <inheritdoc/>
    public ValueTask ResetAsync() =>
        Interlocked.Exchange(ref _connection, null)?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public CommitFailure Explain(Exception exception) => PostgreSqlErrors.Explain(exception);

    public ValueTask DisposeAsync() => ResetAsync();

    // One round trip does it all, commit included. A commit that is traced pays for another, to see the commit alone.
    private static async Task CommitAsync(NpgsqlConnection connection, PostgreSqlBatch statements)
    {
        if (Activity.Current is not { IsAllDataRequested: true })
        {
            await statements.ExecuteAsync();
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync();
        await statements.ExecuteAsync();
        using var flush = StorageActivities.StartFlush();
        await transaction.CommitAsync();
    }

    private static void AddTo(PostgreSqlBatch statements, StorageCommand command)
    {
        switch (command)
        {
            case AddEntry or WriteGrainState: break;
            case CompleteEntries complete: complete.Result = true; break;
            case ClaimDueEntries claim: PostgreSqlInboxWrites.AddTo(statements, claim); break;
            case ReleaseEntries release: PostgreSqlInboxWrites.AddTo(statements, release); break;
            case ReopenEntries reopen: PostgreSqlInboxArchive.AddTo(statements, reopen); break;
            case PurgeEntries purge: PostgreSqlInboxArchive.AddTo(statements, purge); break;
            case PurgeChanges purge: PostgreSqlChangeFeed.AddTo(statements, purge); break;
            case EraseMentions erase: PostgreSqlErasure.AddTo(statements, erase); break;
            case EraseUser erase: PostgreSqlErasure.AddTo(statements, erase); break;
            case ProbeCommand probe: PostgreSqlSettings.AddTo(statements, probe); break;
            case PinInstance pin: PostgreSqlSettings.AddTo(statements, pin); break;
            case SetSetting set: PostgreSqlSettings.AddTo(statements, set); break;
            case ReplaceSetting replace: PostgreSqlSettings.AddTo(statements, replace); break;
            default: throw new NotSupportedException($"No statement for {command.GetType().Name}.");
        }
    }
}
