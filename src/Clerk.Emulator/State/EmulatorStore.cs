using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.State;

/// <summary>
/// The instance and its outbox, changed by one caller at a time and written to disk together. Changes that come while
/// a write is under way share the next one. Once the file is large, it is written in the background and not after each
/// change: a kill then loses the last seconds, and a stop loses nothing.
/// </summary>
internal sealed partial class EmulatorStore(
    EmulatorKeys keys,
    EmulatedInstance instance,
    StateFile? file,
    TimeProvider clock,
    ILogger<EmulatorStore> logger) : IAsyncDisposable
{
    /// <summary>Bytes of a file that is written before a change is answered.</summary>
    public const long LargestWrittenAtOnce = 1024 * 1024;

    /// <summary>Of the time, writing takes at most one part in so many.</summary>
    private const int ShareOfTime = 10;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);

    private readonly Lock _turn = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private long _changes;
    private long _saved;
    private long _size = file?.Length ?? 0;
    private TimeSpan _lastWriteTook;
    private bool _isScheduled;
    private Task _background = Task.CompletedTask;

    public Outbox Outbox { get; } = new();

    public T Read<T>(Func<EmulatedInstance, T> read)
    {
        lock (_turn)
            return read(instance);
    }

    /// <summary>Applies a command and puts what it tells into the outbox, both or neither.</summary>
    public Outcome<T> Apply<T>(
        Func<EmulatedInstance, Outcome<T>> command,
        Action<EmulatedEvent> tell)
    {
        lock (_turn)
        {
            var before = instance.State;
            var outcome = command(instance);
            foreach (var happened in outcome.Events)
                tell(happened);
            if (!ReferenceEquals(before, instance.State))
                _changes++;
            return outcome;
        }
    }

    public void Delivered(Delivery delivery)
    {
        lock (_turn)
        {
            Outbox.Delivered(delivery);
            _changes++;
        }
    }

    /// <summary>Returns when every change made so far is in the file, or will be although the file is large.</summary>
    public async Task SaveAsync()
    {
        if (file is null)
            return;

        if (Interlocked.Read(ref _size) <= LargestWrittenAtOnce)
        {
            await WriteAsync(file);
            return;
        }

        lock (_turn)
        {
            if (_isScheduled || Interlocked.Read(ref _saved) >= _changes || _stopping.IsCancellationRequested)
                return;

            _isScheduled = true;
            _background = SaveLaterAsync(file, _stopping.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_turn)
            _stopping.Cancel();
        await _background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (file is not null)
            await TryWriteAsync(file);
        _stopping.Dispose();
        _writing.Dispose();
    }

    /// <summary>Goes on until no change has come while it wrote.</summary>
    private async Task SaveLaterAsync(StateFile target, CancellationToken stopping)
    {
        while (true)
        {
            var pause = _lastWriteTook * ShareOfTime;
            await Task.Delay(pause > ShortestPause ? pause : ShortestPause, clock, stopping);
            var written = await TryWriteAsync(target);
            lock (_turn)
            {
                _isScheduled = !written || Interlocked.Read(ref _saved) < _changes;
                if (!_isScheduled)
                    return;
            }
        }
    }

    // Whatever it was: whoever writes in the background must go on, or nothing is written any more.
    private async Task<bool> TryWriteAsync(StateFile target)
    {
        try
        {
            await WriteAsync(target);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogSaveFailed(logger, exception);
            return false;
        }
    }

    private async Task WriteAsync(StateFile target)
    {
        var wanted = Read(_ => _changes);
        await _writing.WaitAsync();
        try
        {
            if (Interlocked.Read(ref _saved) >= wanted)
                return;

            var began = clock.GetTimestamp();
            var (changes, document) = Snapshot();
            Interlocked.Exchange(ref _size, await Task.Run(() => target.Save(document)));
            Interlocked.Exchange(ref _saved, changes);
            _lastWriteTook = clock.GetElapsedTime(began);
        }
        finally
        {
            _writing.Release();
        }
    }

    private (long Changes, StateDocument Document) Snapshot()
    {
        lock (_turn)
        {
            return (_changes, new StateDocument
            {
                Version = StateDocument.CurrentVersion,
                Keys = keys,
                Instance = instance.State,
                Outbox = [.. Outbox.Pending().Select(delivery => delivery.Message)],
            });
        }
    }

    [LoggerMessage(EventIds.SaveFailed, LogLevel.Error, "The emulator's state could not be written")]
    private static partial void LogSaveFailed(ILogger logger, Exception exception);
}
