using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The base of every grain class. The engine makes the instance, one per grain id, and runs one request at a time
/// on it; a grain needs no locks.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation;

    /// <summary>For derived classes. Only the engine may make an instance that can be called.</summary>
    protected Grain() => _activation = SynchronizationContext.Current as Activation;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The instance was not made by the engine.</exception>
    public IGrainContext GrainContext => Activation;

    /// <summary>Gives references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Directory.Engine.Factory;

    /// <summary>The services of this activation: its own scope, which ends with the activation.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    internal Activation Activation => _activation
        ?? throw new InvalidOperationException("This grain was made with new; only the engine can make a grain.");

    /// <summary>
    /// Runs before the first request, after the persistent states were read. When it throws, the activation fails:
    /// its callers get the exception, and the next call tries again.
    /// </summary>
    /// <param name="cancellationToken">Cancelled when the activation takes too long.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Runs after the last request. It is not called when the process dies, so nothing may depend on it.
    /// </summary>
    /// <param name="reason">Why, for information.</param>
    /// <param name="cancellationToken">Cancelled when the deactivation takes too long.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        => Task.CompletedTask;

    /// <summary>Ends this activation after the requests that run now. The next call makes a new one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>
    /// Keeps the idle collection away for at least <paramref name="timeSpan"/>. Zero or less takes it back;
    /// <see cref="Timeout.InfiniteTimeSpan"/> means for ever.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
