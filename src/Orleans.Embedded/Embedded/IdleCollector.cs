using Orleans.Embedded.Activations;

namespace Orleans.Embedded;

/// <summary>Deactivates grains: the idle ones from time to time, all of them at the end.</summary>
internal sealed class IdleCollector(GrainEngine engine) : IDisposable
{
    // So many deactivations that really wait may be under way at once.
    private const int MaxClosing = 256;

    private ITimer? _timer;
    private int _collecting;

    public void Start()
    {
        var quantum = engine.Options.CollectionQuantum;
        _timer = engine.Time.CreateTimer(
            static state => _ = ((IdleCollector)state!).OnTickAsync(), this, quantum, quantum);
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>Deactivates every grain, and lets none be activated any more.</summary>
    /// <param name="cancellationToken">Ends the wait, not the deactivations.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        engine.RefuseActivations();
        using var timeout = new CancellationTokenSource(engine.Options.DeactivationTimeout, engine.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host stops.");
            await CloseAsync(null, reason, end.Token);

            // Some are busy. They were told, and end after their last request.
            await engine.Statistics.WhenEmpty().WaitAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            engine.Log.StoppedWithActivations(engine.Statistics.Activations);
        }
    }

    private async Task OnTickAsync()
    {
        engine.Clock.Update();
        if (Interlocked.Exchange(ref _collecting, 1) != 0)
        {
            return;
        }

        try
        {
            var reason = new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody called.");
            var collected = await CloseAsync(engine.Clock, reason, CancellationToken.None);
            engine.Log.Collected(collected);
        }
        catch (Exception exception)
        {
            engine.Log.CollectionFailed(exception);
        }
        finally
        {
            Volatile.Write(ref _collecting, 0);
        }
    }

    // With a clock, those that were idle for their age; without one, all, and busy ones when they have finished.
    private async Task<int> CloseAsync(CoarseClock? clock, DeactivationReason reason, CancellationToken token)
    {
        var count = 0;
        var closing = new List<Task>();
        foreach (var directory in engine.Directories())
        {
            if (clock is not null && directory.CollectionAge is null)
            {
                continue;
            }

            var idleTicks = clock?.TicksOf(directory.CollectionAge!.Value);
            foreach (var activation in directory.Activations)
            {
                token.ThrowIfCancellationRequested();
                if (idleTicks is { } ticks && !activation.IsIdle(ticks))
                {
                    continue;
                }

                if (activation.TryClose(idleTicks, reason, out var task))
                {
                    count++;
                    if (!task.IsCompleted)
                    {
                        closing.Add(task);
                    }
                }
                else if (clock is null)
                {
                    activation.Deactivate(reason);
                }

                if (closing.Count == MaxClosing)
                {
                    await Task.WhenAll(closing).WaitAsync(token);
                    closing.Clear();
                }
            }
        }

        await Task.WhenAll(closing).WaitAsync(token);
        return count;
    }
}
