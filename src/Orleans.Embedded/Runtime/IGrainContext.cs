namespace Orleans.Runtime;

/// <summary>One activation of a grain.</summary>
public interface IGrainContext
{
    /// <summary>The address of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain, or null before it was made and after the activation ended.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation: its own scope, which ends with the activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Ends the activation after the requests that run now.</summary>
    void Deactivate(DeactivationReason deactivationReason);
}
