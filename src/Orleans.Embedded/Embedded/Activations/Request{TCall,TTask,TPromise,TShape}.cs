using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <inheritdoc/>
internal sealed class Request<TCall, TTask, TPromise, TShape>(
    ActivationDirectory directory, string key, TCall call, GrainCallOptions options)
    : Request(directory, key, options)
    where TCall : struct, IGrainCall<TTask>
    where TShape : struct, ITaskShape<TTask, TPromise>
{
    private readonly TPromise _promise = TShape.NewPromise();
    private readonly TCall _call = call;

    public override string Method => TCall.Method;

    public override bool IsAnswered => TShape.IsAnswered(_promise);

    public TTask Response => TShape.TaskOf(_promise);

    protected override Task InvokeCore(Grain grain)
    {
        try
        {
            return TShape.ToTask(TShape.Invoke(_call, grain));
        }
        catch (Exception exception)
        {
            return TShape.ToTask(TShape.FromException(exception));
        }
    }

    protected override void AnswerCore(Task work) => TShape.Answer(_promise, work);

    protected override bool FailCore(Exception exception) => TShape.Fail(_promise, exception);
}
