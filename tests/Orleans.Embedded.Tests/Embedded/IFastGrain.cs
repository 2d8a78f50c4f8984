using Orleans;
using Orleans.Concurrency;

namespace Identity.Orleans.Embedded.Tests.Embedded;

internal interface IFastGrain : IGrainWithStringKey
{
    [ReadOnly, AlwaysInterleave]
    ValueTask<string> GetAsync(int one, string two);

    ValueTask<int> AddAsync(int amount);

    [AlwaysInterleave]
    ValueTask<int> ThreadAsync();

    Task? NullAsync();

    Task PassAsync(string gate);

    /// <summary>Throws out of an async void method, after an await.</summary>
    Task ThrowIntoNothingAsync();

    /// <summary>Adds one after an await.</summary>
    Task<int> YieldAsync();
}
