using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Identity.Storage.Commits;

/// <summary>The writes that wait for the next commit: bounded in number and bytes, refused at once when full.</summary>
internal sealed class CommitQueue
{
    /// <summary>The most commands of one commit. More would only make the first of them wait longer.</summary>
    internal const int MaxBatchCommands = 512;

    /// <summary>The bytes after which a batch takes no further command.</summary>
    internal const int MaxBatchBytes = 8 * 1024 * 1024;

    /// <summary>The bytes after which the queue is full, whatever its length.</summary>
    internal const long MaxQueuedBytes = 64 * 1024 * 1024;

    private readonly Channel<StorageCommand> _commands;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HashSet<object> _keys = [];
    private StorageCommand? _held;
    private long _bytes;

    public CommitQueue(IOptions<StorageOptions> options, TimeProvider time)
    {
        _commands = Channel.CreateBounded<StorageCommand>(
            new BoundedChannelOptions(options.Value.MaxQueuedCommands) { SingleReader = true });
        _timeout = options.Value.CommandTimeout;
        _time = time;
    }

    /// <summary>How many commands wait.</summary>
    internal int Length => _commands.Reader.Count;

    /// <summary>Queues a write and waits until it is committed.</summary>
    /// <remarks>Cancelling abandons the wait only; the write may happen all the same.</remarks>
    /// <exception cref="StorageUnavailableException">The queue is full or closed, the database failed, or it took too long.</exception>
    /// <exception cref="StorageDataException">The database refuses this write.</exception>
    internal async Task<TResult> SubmitAsync<TResult>(
        StorageCommand<TResult> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Add(command);
        try
        {
            return await command.Answer.WaitAsync(_timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            var unavailable = new StorageUnavailableException("The write was not committed in time.", e);
            // From here on the queue drops it, unless its commit has begun.
            command.Fail(unavailable);
            throw unavailable;
        }
    }

    /// <summary>Completes with true when a command waits, with false when none will ever come again.</summary>
    internal ValueTask<bool> WaitToTakeAsync() =>
        _held is not null ? ValueTask.FromResult(true) : _commands.Reader.WaitToReadAsync(CancellationToken.None);

    /// <summary>Takes what waits, up to the size of a batch, in the order of arrival.</summary>
    internal List<StorageCommand> TakeBatch()
    {
        List<StorageCommand> batch = [];
        _keys.Clear();
        var bytes = 0L;
        while (batch.Count < MaxBatchCommands && bytes < MaxBatchBytes && TryTake(out var command))
        {
            if (command.IsAnswered) continue;
            if (command.OrderKey is { } key && !_keys.Add(key))
            {
                _held = command;
                break;
            }

            batch.Add(command);
            bytes += command.Size;
        }

        return batch;
    }

    /// <summary>Takes no further command; those that wait are still handed out.</summary>
    internal void Close() => _commands.Writer.TryComplete();

    private void Add(StorageCommand command)
    {
        if (Interlocked.Add(ref _bytes, command.Size) <= MaxQueuedBytes && _commands.Writer.TryWrite(command)) return;
        Interlocked.Add(ref _bytes, -command.Size);
        throw new StorageUnavailableException("Too many writes wait, or storage is stopping.");
    }

    private bool TryTake([NotNullWhen(true)] out StorageCommand? command)
    {
        command = _held;
        _held = null;
        if (command is not null) return true;
        if (!_commands.Reader.TryRead(out command)) return false;
        Interlocked.Add(ref _bytes, -command.Size);
        return true;
    }
}
