using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.State;

/// <summary>
/// The instance and its outbox, changed by one caller at a time and written to disk together. Changes that come while
/// a write is under way share the next one.
/// </summary>
internal sealed class EmulatorStore(EmulatorKeys keys, EmulatedInstance instance, StateFile? file) : IDisposable
{
    private readonly Lock _turn = new();
    private readonly SemaphoreSlim _writing = new(1);
    private long _changes;
    private long _saved;

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

    /// <summary>Returns when every change made so far is in the file.</summary>
    public async Task SaveAsync()
    {
        if (file is null)
            return;

        var wanted = Read(_ => _changes);
        await _writing.WaitAsync();
        try
        {
            if (_saved >= wanted)
                return;

            var (changes, document) = Snapshot();
            await Task.Run(() => file.Save(document));
            _saved = changes;
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

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
}
