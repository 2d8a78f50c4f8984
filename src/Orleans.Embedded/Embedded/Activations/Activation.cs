using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>
/// One activation of one grain: the grain instance, whose turn it is, and what waits for it.
/// </summary>
/// <remarks>
/// <para>
/// A turn is a stretch of grain code without an await. At any time at most one thread holds the turn; it owns every
/// field but the inbox. The inbox says all: null, nobody is in a turn; <see cref="WorkItem.Busy"/>, somebody is, and
/// nothing has arrived since; otherwise somebody is, and a chain of items has arrived. Who leaves the turn and finds
/// items hands the turn to the thread pool, so no caller ever works off what others have queued.
/// </para>
/// <para>
/// The activation is the synchronization context of its turns, which is what brings grain code back into a turn after
/// an await. It is also the thread pool's work item and the grain's context: one object, because there may be a
/// million of them.
/// </para>
/// </remarks>
internal sealed partial class Activation : SynchronizationContext, IGrainContext, IThreadPoolWorkItem
{
    private WorkItem? _inbox;
    private Backlog? _backlog;
    private ActivationExtras? _extras;
    private Grain? _grain;
    private RunningRequests _running;
    private int _queued;
    private int _lastUsed;
    private volatile ActivationPhase _phase;

    /// <summary>Whoever makes it holds its turn, and must activate it and leave.</summary>
    public Activation(ActivationDirectory directory, string key)
    {
        Directory = directory;
        Key = key;
        _inbox = WorkItem.Busy;
    }

    public ActivationDirectory Directory { get; }

    public string Key { get; }

    public GrainId GrainId => GrainId.Create(Directory.GrainType, Key);

    public object? GrainInstance => _grain;

    public IServiceProvider ActivationServices
    {
        get
        {
            ObjectDisposedException.ThrowIf(_phase == ActivationPhase.Dead, this);
            return (Extras.Services ??= Directory.Engine.Services.CreateAsyncScope()).ServiceProvider;
        }
    }

    private ActivationExtras Extras => _extras ??= new ActivationExtras();

    /// <summary>Takes the turn if it is free and a request of this kind may start now.</summary>
    public bool TryEnter(GrainCallOptions options)
    {
        if (Interlocked.CompareExchange(ref _inbox, WorkItem.Busy, null) is not null)
        {
            return false;
        }

        if (_phase == ActivationPhase.Valid && _running.Admits(options))
        {
            _lastUsed = Directory.Engine.Clock.Tick;
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Runs a method on the caller's thread, in the turn that is held, and leaves the turn.</summary>
    public TTask Run<TCall, TTask, TPromise, TShape>(in TCall call, GrainCallOptions options)
        where TCall : struct, IGrainCall<TTask>
        where TShape : struct, ITaskShape<TTask, TPromise>
    {
        var callersContext = Current;
        var callersFlow = ExecutionContext.Capture();
        SetSynchronizationContext(this);
        TTask task;
        try
        {
            task = TShape.Invoke(call, _grain!);
        }
        catch (Exception exception)
        {
            task = TShape.FromException(exception);
        }

        // What a method sets in its flow must not come back to its caller. An async method sees to that; others don't.
        if (callersFlow is not null && !ReferenceEquals(callersFlow, ExecutionContext.Capture()))
        {
            ExecutionContext.Restore(callersFlow);
        }

        if (!TShape.Succeeded(task))
        {
            task = Follow<TCall, TTask, TPromise, TShape>(call, task, options);
        }

        SetSynchronizationContext(callersContext);
        Leave();
        return task;
    }

    /// <summary>Puts something into the inbox, and sees to it that somebody works it off.</summary>
    public void Enqueue(WorkItem item)
    {
        var seen = Volatile.Read(ref _inbox);
        while (true)
        {
            item.Next = ReferenceEquals(seen, WorkItem.Busy) ? null : seen;
            var found = Interlocked.CompareExchange(ref _inbox, item, seen);
            if (ReferenceEquals(found, seen))
            {
                break;
            }

            seen = found;
        }

        if (seen is null)
        {
            Schedule();
        }
    }

    /// <summary>Counts a request that will wait here.</summary>
    /// <returns>False if so many wait that this one must not.</returns>
    public bool TryReserve(bool bounded)
    {
        var queued = Interlocked.Increment(ref _queued);
        if (bounded && queued > Directory.Engine.Options.MaxQueuedRequests)
        {
            Interlocked.Decrement(ref _queued);
            return false;
        }

        Directory.Engine.Statistics.RequestQueued();
        return true;
    }

    /// <summary>Gives the turn back. If there is something to do, the thread pool gets the turn.</summary>
    public void Leave()
    {
        if ((_phase == ActivationPhase.Valid && _backlog is null) || !HasWork())
        {
            if (ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, WorkItem.Busy), WorkItem.Busy))
            {
                return;
            }
        }

        Schedule();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TTask Follow<TCall, TTask, TPromise, TShape>(in TCall call, TTask task, GrainCallOptions options)
        where TCall : struct, IGrainCall<TTask>
        where TShape : struct, ITaskShape<TTask, TPromise>
    {
        var work = TShape.ToTask(task);
        if (work.IsCompleted)
        {
            Judge(work);
            return TShape.FromTask(work);
        }

        var request = new Request<TCall, TTask, TPromise, TShape>(Directory, Key, call, options);
        request.Arm();
        _running.Begin(options);
        request.Follow(work, this);
        return request.Response;
    }

    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
}
