using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Embedded.Activations;

/// <summary>What few activations need, kept apart so that the others are small.</summary>
internal sealed class ActivationExtras
{
    /// <summary>The activation's own services, once somebody asked for them.</summary>
    public AsyncServiceScope? Services { get; set; }

    /// <summary>Why it ends.</summary>
    public DeactivationReason Reason { get; set; }

    /// <summary>The grain asked to be deactivated while it was activated.</summary>
    public bool RejectedItself { get; set; }

    /// <summary>Fires when the end takes too long.</summary>
    public CancellationTokenSource? ClosingTimeout { get; set; }

    /// <summary>The clock's tick before which it isn't collected.</summary>
    public long KeepUntil { get; set; }
}
