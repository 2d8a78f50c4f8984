using Orleans;

namespace Identity.Orleans.Embedded.Tests.Filters;

internal interface ISelfFilteredGrain : IGrainWithStringKey
{
    Task<int> GetAsync();
}
