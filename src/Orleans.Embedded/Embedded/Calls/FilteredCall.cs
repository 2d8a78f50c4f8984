using System.Reflection;
using Orleans.Embedded.Activations;

namespace Orleans.Embedded.Calls;

/// <summary>A call that goes through filters before it reaches its method.</summary>
internal readonly struct FilteredCall<TCall, TTask, TPromise, TShape>(ActivationDirectory directory, in TCall call)
    : IGrainCall<TTask>
    where TCall : struct, IGrainCall<TTask>
    where TShape : struct, ITaskShape<TTask, TPromise>
{
    private readonly TCall _call = call;

    public static string Method => TCall.Method;

    public static MethodInfo InterfaceMethod => TCall.InterfaceMethod;

    public static GrainCallOptions Options => TCall.Options;

    public TTask Invoke(Grain grain)
    {
        var context = new IncomingGrainCallContext<TCall, TTask, TPromise, TShape>(directory, grain, _call);
        return TShape.FromContext(context.Invoke(), context);
    }
}
