using System.Runtime.CompilerServices;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>
/// A reference to a grain: the base of the generated classes that implement grain interfaces for callers.
/// </summary>
/// <remarks>
/// A call first tries to run the method right here, on the caller's thread: it can if the grain is active, nobody is in
/// a turn, and the method may start beside what runs. Then nothing is queued and nothing allocated.
/// </remarks>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private Activation? _activation;

    /// <summary>For generated code.</summary>
    protected GrainReference(ActivationDirectory directory, string key)
    {
        Directory = directory;
        Key = key;
    }

    /// <summary>The grain's address.</summary>
    public GrainId GrainId => GrainId.Create(Directory.GrainType, Key);

    internal ActivationDirectory Directory { get; }

    internal string Key { get; }

    /// <inheritdoc/>
    public bool Equals(GrainReference? other)
        => other is not null && ReferenceEquals(Directory, other.Directory) && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Directory, Key);

    /// <summary>Same grain.</summary>
    public static bool operator ==(GrainReference? left, GrainReference? right)
        => left is null ? right is null : left.Equals(right);

    /// <summary>Another grain.</summary>
    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    /// <summary>Calls a method that returns a task. For generated code.</summary>
    protected Task CallTask<TCall>(in TCall call)
        where TCall : struct, IGrainCall<Task>
        => Call<TCall, Task, TaskCompletionSource, TaskShape>(call);

    /// <summary>Calls a method that returns a task with a result. For generated code.</summary>
    protected Task<T> CallTask<TCall, T>(in TCall call)
        where TCall : struct, IGrainCall<Task<T>>
        => Call<TCall, Task<T>, TaskCompletionSource<T>, TaskShape<T>>(call);

    /// <summary>Calls a method that returns a value task. For generated code.</summary>
    protected ValueTask CallValueTask<TCall>(in TCall call)
        where TCall : struct, IGrainCall<ValueTask>
        => Call<TCall, ValueTask, TaskCompletionSource, ValueTaskShape>(call);

    /// <summary>Calls a method that returns a value task with a result. For generated code.</summary>
    protected ValueTask<T> CallValueTask<TCall, T>(in TCall call)
        where TCall : struct, IGrainCall<ValueTask<T>>
        => Call<TCall, ValueTask<T>, TaskCompletionSource<T>, ValueTaskShape<T>>(call);

    private TTask Call<TCall, TTask, TPromise, TShape>(in TCall call)
        where TCall : struct, IGrainCall<TTask>
        where TShape : struct, ITaskShape<TTask, TPromise>
        => Directory.Filters is null
            ? CallAtOnce<TCall, TTask, TPromise, TShape>(call)
            : CallAtOnce<FilteredCall<TCall, TTask, TPromise, TShape>, TTask, TPromise, TShape>(new(Directory, call));

    private TTask CallAtOnce<TCall, TTask, TPromise, TShape>(in TCall call)
        where TCall : struct, IGrainCall<TTask>
        where TShape : struct, ITaskShape<TTask, TPromise>
    {
        var options = TCall.Options | Directory.Interleaving;
        var activation = _activation;
        if ((activation is not null || Directory.TryGet(Key, out activation))
            && RuntimeHelpers.TryEnsureSufficientExecutionStack()
            && activation.TryEnter(options))
        {
            _activation = activation;
            return activation.Run<TCall, TTask, TPromise, TShape>(call, options);
        }

        return CallSlowly<TCall, TTask, TPromise, TShape>(call, options);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TTask CallSlowly<TCall, TTask, TPromise, TShape>(in TCall call, GrainCallOptions options)
        where TCall : struct, IGrainCall<TTask>
        where TShape : struct, ITaskShape<TTask, TPromise>
    {
        _activation = null;
        try
        {
            // If it ends meanwhile, it passes the request on.
            var activation = Directory.GetOrCreate(Key, out var created);
            return created
                ? Activate<TCall, TTask, TPromise, TShape>(activation, call, options)
                : Enqueue<TCall, TTask, TPromise, TShape>(activation, call, options);
        }
        catch (SiloUnavailableException exception)
        {
            return TShape.FromException(exception);
        }
    }

    // The turn of the new activation is held.
    private TTask Activate<TCall, TTask, TPromise, TShape>(
        Activation activation, in TCall call, GrainCallOptions options)
        where TCall : struct, IGrainCall<TTask>
        where TShape : struct, ITaskShape<TTask, TPromise>
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            var response = Enqueue<TCall, TTask, TPromise, TShape>(activation, call, options);
            activation.ActivateOnPool();
            return response;
        }

        var activating = activation.ActivateAsync();
        if (!activating.IsCompleted)
        {
            var response = Enqueue<TCall, TTask, TPromise, TShape>(activation, call, options);
            activation.Leave();
            return response;
        }

        if (activating.Result is { } failure)
        {
            activation.Leave();
            return TShape.FromException(failure);
        }

        return activation.Run<TCall, TTask, TPromise, TShape>(call, options);
    }

    private TTask Enqueue<TCall, TTask, TPromise, TShape>(
        Activation activation, in TCall call, GrainCallOptions options)
        where TCall : struct, IGrainCall<TTask>
        where TShape : struct, ITaskShape<TTask, TPromise>
    {
        if (!activation.TryReserve(bounded: true))
        {
            var limit = Directory.Engine.Options.MaxQueuedRequests;
            return TShape.FromException(new LimitExceededException(
                nameof(EmbeddedGrainOptions.MaxQueuedRequests), limit, limit, Directory.GrainType));
        }

        var request = new Request<TCall, TTask, TPromise, TShape>(Directory, Key, call, options)
        {
            Flow = ExecutionContext.Capture(),
        };
        request.Arm();
        activation.Enqueue(request);
        return request.Response;
    }
}
