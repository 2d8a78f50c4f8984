using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

internal partial class Activation
{
    /// <summary>
    /// Makes the grain, reads its states and activates it. The caller of this holds the turn of the new activation.
    /// Synchronous as long as nothing really waits.
    /// </summary>
    /// <returns>The exception that made it fail, or null.</returns>
    public Task<Exception?> ActivateAsync()
    {
        var callersContext = Current;
        var callersFlow = ExecutionContext.Capture();
        SetSynchronizationContext(this);
        var activating = ActivateCoreAsync();
        SetSynchronizationContext(callersContext);
        if (callersFlow is not null && !ReferenceEquals(callersFlow, ExecutionContext.Capture()))
        {
            ExecutionContext.Restore(callersFlow);
        }

        return activating;
    }

    /// <summary>Activates in a turn of its own, and leaves the turn that the caller of this holds.</summary>
    public void ActivateOnPool()
    {
        Post(static state => _ = ((Activation)state!).ActivateCoreAsync(), this);
        Leave();
    }

    /// <inheritdoc/>
    public void Deactivate(DeactivationReason deactivationReason)
    {
        if (Current == this)
        {
            BeginDraining(deactivationReason);
        }
        else
        {
            Post(static state =>
            {
                var (activation, reason) = ((Activation, DeactivationReason))state!;
                activation.BeginDraining(reason);
            }, (this, deactivationReason));
        }
    }

    /// <summary>It was idle for so many ticks of the coarse clock. A guess, unless the turn is held.</summary>
    public bool IsIdle(int ticks) => Directory.Engine.Clock.Tick - Volatile.Read(ref _lastUsed) >= ticks;

    /// <summary>Ends the activation here and now if nothing runs in it.</summary>
    /// <param name="idleTicks">So many ticks it must have been idle; null if it needn't.</param>
    /// <param name="reason">Why.</param>
    /// <param name="closing">What is still to be waited for, if it ends.</param>
    /// <returns>False if it is busy, or not idle for so long.</returns>
    public bool TryClose(int? idleTicks, DeactivationReason reason, out Task closing)
    {
        closing = Task.CompletedTask;
        if (Interlocked.CompareExchange(ref _inbox, WorkItem.Busy, null) is not null)
        {
            return false;
        }

        var closes = _phase == ActivationPhase.Valid && !_running.Any && _backlog is null
            && (idleTicks is not { } ticks || (IsIdle(ticks) && !IsKept()));
        if (closes)
        {
            Extras.Reason = reason;
            var callersContext = Current;
            SetSynchronizationContext(this);
            closing = Close();
            SetSynchronizationContext(callersContext);
        }

        Leave();
        return closes;
    }

    /// <summary>See <see cref="Grain.DelayDeactivation"/>. Must be called in a turn.</summary>
    public void DelayDeactivation(TimeSpan period)
    {
        var forEver = period == Timeout.InfiniteTimeSpan || period == TimeSpan.MaxValue;
        Extras.KeepUntil = forEver ? long.MaxValue : Directory.Engine.Clock.TickAfter(period);
    }

    private async Task<Exception?> ActivateCoreAsync()
    {
        var engine = Directory.Engine;
        using var timeout = new CancellationTokenSource(engine.Options.ActivationTimeout, engine.Time);
        try
        {
            var construction = new GrainConstruction(this);
            _grain = Directory.Class.Create(construction);
            foreach (var state in construction.States)
            {
                await state.ReadStateAsync().WaitAsync(timeout.Token);
            }

            await _grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
            if (_extras is { RejectedItself: true })
            {
                throw new OrleansMessageRejectionException(
                    $"{Directory.GrainType} asked to be deactivated while it was activated.");
            }

            _lastUsed = engine.Clock.Tick;
            _phase = ActivationPhase.Valid;
            if (engine.IsStopping)
            {
                // It came too late to be told with the others.
                BeginDraining(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host stops."));
            }

            return null;
        }
        catch (Exception exception)
        {
            var cause = exception is OperationCanceledException && timeout.IsCancellationRequested
                ? new TimeoutException(
                    $"{Directory.GrainType} was not activated within {engine.Options.ActivationTimeout}.", exception)
                : exception;
            engine.Log.ActivationFailed(Directory.GrainType, cause);
            await DisposeGrainAsync();
            End();
            FailWaiting(cause);
            return cause;
        }
    }

    private void BeginDraining(DeactivationReason reason)
    {
        if (_phase == ActivationPhase.Activating)
        {
            Extras.RejectedItself = true;
        }

        if (_phase != ActivationPhase.Valid)
        {
            return;
        }

        _phase = ActivationPhase.Draining;
        Extras.Reason = reason;

        // A request that never ends must not keep the next activation away for ever.
        StartClosingTimeout().Token.UnsafeRegister(
            static state => ((Activation)state!).Post(
                static inner => ((Activation)inner!).CloseIfDraining(), state), this);
    }

    private void CloseIfDraining()
    {
        if (_phase == ActivationPhase.Draining)
        {
            Directory.Engine.Log.DrainingTimedOut(Directory.GrainType);
            Close();
        }
    }

    private Task Close()
    {
        _phase = ActivationPhase.Closing;
        return CloseCoreAsync();
    }

    private async Task CloseCoreAsync()
    {
        using var timeout = Extras.ClosingTimeout ?? StartClosingTimeout();
        try
        {
            await _grain!.OnDeactivateAsync(Extras.Reason, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            Directory.Engine.Log.DeactivationFailed(Directory.GrainType, exception);
        }

        await DisposeGrainAsync();
        End();
    }

    private CancellationTokenSource StartClosingTimeout()
    {
        var engine = Directory.Engine;
        return Extras.ClosingTimeout =
            new CancellationTokenSource(engine.Options.DeactivationTimeout, engine.Time);
    }

    private async ValueTask DisposeGrainAsync()
    {
        try
        {
            if (_grain is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync();
            }
            else if (_grain is IDisposable disposable)
            {
                disposable.Dispose();
            }

            if (_extras?.Services is { } services)
            {
                await services.DisposeAsync();
            }
        }
        catch (Exception exception)
        {
            Directory.Engine.Log.DeactivationFailed(Directory.GrainType, exception);
        }
    }

    private void End()
    {
        // The grain's memory goes even if somebody keeps a reference that remembers this activation.
        _grain = null;
        _extras = null;
        Directory.Remove(this);
        _phase = ActivationPhase.Dead;
    }

    private void FailWaiting(Exception exception)
    {
        while (TakeArrival() is { } arrival)
        {
            Receive(arrival);
        }

        while (_backlog?.TakeAny() is { } request)
        {
            Unreserve();
            request.Fail(exception);
        }

        DropEmptyBacklog();
    }

    private bool IsKept() => _extras is { KeepUntil: var until } && until > Directory.Engine.Clock.Tick;
}
