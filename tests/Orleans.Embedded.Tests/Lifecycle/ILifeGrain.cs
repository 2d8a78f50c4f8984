using Orleans;
using Orleans.Concurrency;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

internal interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Which activation of the grain answers: 1 is the first.</summary>
    Task<int> GenerationAsync();

    Task PassAsync(string gate);

    [AlwaysInterleave]
    Task PassInterleavedAsync(string gate);

    Task<int> LeaveAsync();

    /// <summary>Asks to be deactivated, then waits.</summary>
    Task LeaveAndPassAsync(string gate);

    Task StayAsync(TimeSpan period);

    Task<string> KeyAsync();

    /// <summary>Asks its own reference, made from <c>this</c>, for its key.</summary>
    [AlwaysInterleave]
    Task<string> KeyByReferenceAsync();
}
