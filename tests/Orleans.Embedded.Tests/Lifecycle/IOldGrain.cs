using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

internal interface IOldGrain : IGrainWithStringKey
{
    Task<int> GenerationAsync();
}
