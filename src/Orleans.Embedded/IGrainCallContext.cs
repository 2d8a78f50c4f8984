using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>One call of a grain's method, and its result.</summary>
public interface IGrainCallContext
{
    /// <summary>The grain.</summary>
    object Grain { get; }

    /// <summary>The address of the grain.</summary>
    GrainId TargetId { get; }

    /// <summary>The name of the interface that is called.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>What the method gave, once it has; whoever sets it decides what the caller gets.</summary>
    object? Result { get; set; }

    /// <summary>Goes on: to the next filter, or to the method.</summary>
    /// <returns>What must be awaited; it fails with what the method threw.</returns>
    Task Invoke();
}
