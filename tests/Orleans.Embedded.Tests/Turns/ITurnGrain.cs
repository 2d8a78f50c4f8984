using Orleans;
using Orleans.Concurrency;

namespace Identity.Orleans.Embedded.Tests.Turns;

internal interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Adds one with an await between reading and writing, and returns the sum.</summary>
    Task<int> AddSlowlyAsync();

    /// <summary>Does many short turns with awaits between them.</summary>
    [AlwaysInterleave]
    Task TakeTurnsAsync(int turns);

    /// <summary>How often two threads were found in a turn at once.</summary>
    [AlwaysInterleave]
    ValueTask<int> ViolationsAsync();

    Task PassAsync(string gate);

    [ReadOnly]
    Task PassReadOnlyAsync(string gate);

    [AlwaysInterleave]
    Task PassInterleavedAsync(string gate);

    [AlwaysInterleave]
    ValueTask PingAsync();

    /// <summary>Waits at a gate without the engine's context, then goes on; was it in its turn again?</summary>
    Task<bool> ComesBackAsync(string gate);

    /// <summary>Calls itself through a reference, so deep.</summary>
    [AlwaysInterleave]
    Task<int> DiveAsync(int depth);

    ValueTask<int> AddAsync(int amount);
}
