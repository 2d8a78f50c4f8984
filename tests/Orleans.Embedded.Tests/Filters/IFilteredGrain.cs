using Orleans;

namespace Identity.Orleans.Embedded.Tests.Filters;

internal interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int one, int two);

    ValueTask<string?> ContextAsync();

    ValueTask DoAsync();

    Task WaitAsync(string gate);

    Task ThrowAsync(string message);
}
