using System.Reflection;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <inheritdoc/>
internal sealed class IncomingGrainCallContext<TCall, TTask, TPromise, TShape>(
    ActivationDirectory directory, Grain grain, TCall call) : IIncomingGrainCallContext
    where TCall : struct, IGrainCall<TTask>
    where TShape : struct, ITaskShape<TTask, TPromise>
{
    private int _stage;

    public object Grain => grain;

    public GrainId TargetId => TargetContext.GrainId;

    public IGrainContext TargetContext => ((IGrainBase)grain).GrainContext;

    public string InterfaceName => InterfaceMethod.DeclaringType!.FullName!;

    public string MethodName => InterfaceMethod.Name;

    public MethodInfo InterfaceMethod => TCall.InterfaceMethod;

    public MethodInfo ImplementationMethod => directory.ImplementationOf(InterfaceMethod);

    public object? Result { get; set; }

    // Who goes on twice calls the same thing twice: a filter may try again.
    public async Task Invoke()
    {
        var stage = _stage++;
        try
        {
            await InvokeStage(stage);
        }
        finally
        {
            _stage--;
        }
    }

    private Task InvokeStage(int stage)
    {
        var filters = directory.Filters!;
        if (stage < filters.Length)
        {
            return filters[stage].Invoke(this);
        }

        return stage == filters.Length && grain is IIncomingGrainCallFilter own
            ? own.Invoke(this)
            : InvokeMethod();
    }

    private async Task InvokeMethod()
    {
        var task = TShape.ToTask(TShape.Invoke(call, grain));
        await task;
        Result = TShape.ResultOf(task);
    }
}
