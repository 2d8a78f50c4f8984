using Orleans.Storage;

namespace Orleans.Embedded.Activations;

internal partial class Activation
{
    // So many steps, then others on the thread pool have their go.
    private const int StepsPerSlice = 64;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => Enqueue(new Continuation(d, state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
        => throw new NotSupportedException("Nothing may block on a grain's turn.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    void IThreadPoolWorkItem.Execute()
    {
        SetSynchronizationContext(this);
        for (var steps = 0; steps < StepsPerSlice; steps++)
        {
            if (!Step())
            {
                break;
            }
        }

        SetSynchronizationContext(null);
        Leave();
    }

    /// <summary>A request that had to wait for its own awaits is done.</summary>
    public void Complete(Request request, Task work)
    {
        _running.End(request.Options);
        _lastUsed = Directory.Engine.Clock.Tick;
        Judge(work);
        request.Answer(work);
    }

    private bool HasWork()
    {
        if (_backlog is { HasArrivals: true })
        {
            return true;
        }

        return _phase switch
        {
            ActivationPhase.Valid => _backlog is not null && _backlog.HasRunnable(_running),
            ActivationPhase.Draining => !_running.Any,
            ActivationPhase.Dead => _backlog is not null,
            _ => false,
        };
    }

    // Does one thing; false if there is nothing to do now.
    private bool Step()
    {
        if (TakeArrival() is { } arrival)
        {
            Receive(arrival);
            return true;
        }

        switch (_phase)
        {
            case ActivationPhase.Valid:
                if (_backlog?.TakeRunnable(_running) is not { } runnable)
                {
                    return false;
                }

                Start(runnable);
                break;

            case ActivationPhase.Draining when !_running.Any:
                Close();
                break;

            case ActivationPhase.Dead:
                if (_backlog?.TakeAny() is not { } request)
                {
                    return false;
                }

                Unreserve();
                Directory.Forward(request);
                break;

            default:
                return false;
        }

        DropEmptyBacklog();
        return true;
    }

    private WorkItem? TakeArrival()
    {
        if (_backlog is not { HasArrivals: true })
        {
            if (ReferenceEquals(Volatile.Read(ref _inbox), WorkItem.Busy))
            {
                return null;
            }

            (_backlog ??= new Backlog()).Arrive(Interlocked.Exchange(ref _inbox, WorkItem.Busy)!);
        }

        return _backlog.TakeArrival();
    }

    private void Receive(WorkItem arrival)
    {
        if (arrival is Request request)
        {
            _backlog!.Add(request);
            return;
        }

        DropEmptyBacklog();
        try
        {
            ((Continuation)arrival).Run();
        }
        catch (Exception exception)
        {
            // Only an async void method, or a callback that somebody posted, can get here.
            Directory.Engine.Log.UnhandledInTurn(Directory.GrainType, exception);
        }
    }

    private void Start(Request request)
    {
        Unreserve();
        if (request.IsAnswered)
        {
            // It timed out while it waited. Nobody wants to know any more.
            return;
        }

        _lastUsed = Directory.Engine.Clock.Tick;
        var work = request.Invoke(_grain!);
        if (work.IsCompleted)
        {
            Judge(work);
            request.Answer(work);
        }
        else
        {
            _running.Begin(request.Options);
            request.Follow(work, this);
        }
    }

    // A state that storage doesn't have must not go on answering.
    private void Judge(Task work)
    {
        if (work.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Directory.Engine.Log.InconsistentState(Directory.GrainType);
            BeginDraining(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, conflict, "Storage holds another version of the state."));
        }
    }

    private void Unreserve()
    {
        Interlocked.Decrement(ref _queued);
        Directory.Engine.Statistics.RequestDequeued();
    }

    private void DropEmptyBacklog()
    {
        if (_backlog is { IsEmpty: true })
        {
            _backlog = null;
        }
    }
}
