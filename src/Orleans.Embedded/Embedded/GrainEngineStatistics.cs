namespace Orleans.Embedded;

/// <inheritdoc/>
internal sealed class GrainEngineStatistics : IEmbeddedGrainStatistics
{
    private TaskCompletionSource? _empty;
    private long _activated;
    private long _deactivated;
    private int _queued;

    public long Activations => ActivationsTotal - DeactivationsTotal;

    public long ActivationsTotal => Volatile.Read(ref _activated);

    public long DeactivationsTotal => Volatile.Read(ref _deactivated);

    public int Queued => Volatile.Read(ref _queued);

    public void Activated() => Interlocked.Increment(ref _activated);

    public void Deactivated()
    {
        if (Interlocked.Increment(ref _deactivated) == Volatile.Read(ref _activated))
        {
            Volatile.Read(ref _empty)?.TrySetResult();
        }
    }

    /// <summary>Completes when nothing is active. For one waiter, once nothing is activated any more.</summary>
    public Task WhenEmpty()
    {
        var empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _empty, empty);
        return Activations == 0 ? Task.CompletedTask : empty.Task;
    }

    public void RequestQueued() => Interlocked.Increment(ref _queued);

    public void RequestDequeued() => Interlocked.Decrement(ref _queued);
}
