using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>A call whose caller waits: because the activation is busy, or because the method does.</summary>
internal abstract class Request(ActivationDirectory directory, string key, GrainCallOptions options) : WorkItem
{
    private ITimer? _timer;
    private Activation? _activation;
    private Task? _work;

    public GrainCallOptions Options { get; } = options;

    /// <summary>The place in the order of arrival.</summary>
    public long Sequence { get; set; }

    /// <summary>What flows from the caller into the method; null if nothing does.</summary>
    public ExecutionContext? Flow { get; set; }

    public ActivationDirectory Directory { get; } = directory;

    public string Key { get; } = key;

    public abstract string Method { get; }

    public abstract bool IsAnswered { get; }

    /// <summary>Starts the clock for the caller. Must come before anything that may answer.</summary>
    public void Arm()
    {
        var engine = Directory.Engine;
        if (engine.Options.ResponseTimeout != Timeout.InfiniteTimeSpan)
        {
            _timer = engine.Time.CreateTimer(
                static state => ((Request)state!).TimeOut(),
                this,
                engine.Options.ResponseTimeout,
                Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Runs the method in the turn of the caller of this; never throws.</summary>
    public Task Invoke(Grain grain)
    {
        if (Flow is null)
        {
            return InvokeCore(grain);
        }

        _work = null;
        ExecutionContext.Run(Flow, static state =>
        {
            var (request, target) = ((Request, Grain))state!;
            request._work = request.InvokeCore(target);
        }, (this, grain));
        return _work!;
    }

    /// <summary>Answers when the method is done. Must be called in a turn of the activation.</summary>
    public void Follow(Task work, Activation activation)
    {
        _work = work;
        _activation = activation;
        work.GetAwaiter().UnsafeOnCompleted(Complete);
    }

    public void Answer(Task work)
    {
        _timer?.Dispose();
        AnswerCore(work);
    }

    public void Fail(Exception exception)
    {
        _timer?.Dispose();
        FailCore(exception);
    }

    protected abstract Task InvokeCore(Grain grain);

    protected abstract void AnswerCore(Task work);

    protected abstract bool FailCore(Exception exception);

    // The activation's synchronization context brings this into a turn.
    private void Complete() => _activation!.Complete(this, _work!);

    private void TimeOut() => FailCore(new TimeoutException(
        $"No response within {Directory.Engine.Options.ResponseTimeout} from {Directory.GrainType}: {Method}."));
}
