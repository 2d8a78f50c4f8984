using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The engine's log. It names grain types, never keys: keys are people's ids.</summary>
internal sealed partial class GrainEngineLog(ILogger logger)
{
    [LoggerMessage(EventIds.ActivationFailed, LogLevel.Error, "A grain of type '{GrainType}' could not be activated.")]
    public partial void ActivationFailed(GrainType grainType, Exception exception);

    [LoggerMessage(EventIds.DeactivationFailed, LogLevel.Error,
        "A grain of type '{GrainType}' failed while it was deactivated.")]
    public partial void DeactivationFailed(GrainType grainType, Exception exception);

    [LoggerMessage(EventIds.DrainingTimedOut, LogLevel.Warning,
        "A grain of type '{GrainType}' is deactivated although a request still runs in it.")]
    public partial void DrainingTimedOut(GrainType grainType);

    [LoggerMessage(EventIds.InconsistentState, LogLevel.Warning,
        "A grain of type '{GrainType}' is deactivated because storage holds another version of its state.")]
    public partial void InconsistentState(GrainType grainType);

    [LoggerMessage(EventIds.UnhandledInTurn, LogLevel.Error,
        "An exception that nobody awaits came out of a grain of type '{GrainType}'.")]
    public partial void UnhandledInTurn(GrainType grainType, Exception exception);

    [LoggerMessage(EventIds.CollectionFailed, LogLevel.Error, "The collection of idle grains failed.")]
    public partial void CollectionFailed(Exception exception);

    [LoggerMessage(EventIds.Collected, LogLevel.Debug, "Collected {Count} idle grains.")]
    public partial void Collected(int count);

    [LoggerMessage(EventIds.StoppedWithActivations, LogLevel.Warning,
        "The engine stopped while {Count} grains were still being deactivated.")]
    public partial void StoppedWithActivations(long count);
}
