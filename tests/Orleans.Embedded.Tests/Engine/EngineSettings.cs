using Orleans;

namespace Identity.Orleans.Embedded.Tests.Engine;

/// <summary>What a test may set, whatever engine runs it.</summary>
internal sealed record EngineSettings
{
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ActivationTimeout { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan DeactivationTimeout { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    public int MaxQueuedRequests { get; init; } = 16384;

    /// <summary>What stands before every grain's methods, in this order.</summary>
    public IReadOnlyList<IIncomingGrainCallFilter> Filters { get; init; } = [];
}
