using System.Reflection;

namespace Orleans.Embedded.Calls;

/// <summary>One call of one grain method: its arguments. For generated code.</summary>
/// <typeparam name="TTask">What the method returns: a task or value task, with or without a result.</typeparam>
/// <remarks>Implementations are structs, so that a call which needn't wait isn't allocated.</remarks>
public interface IGrainCall<out TTask>
{
    /// <summary>Interface and method, for messages.</summary>
    static abstract string Method { get; }

    /// <summary>The method of the interface.</summary>
    static abstract MethodInfo InterfaceMethod { get; }

    /// <summary>How the method may interleave.</summary>
    static abstract GrainCallOptions Options { get; }

    /// <summary>Calls the method.</summary>
    TTask Invoke(Grain grain);
}
