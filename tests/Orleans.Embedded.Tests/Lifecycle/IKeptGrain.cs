using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

internal interface IKeptGrain : IGrainWithStringKey
{
    Task<int> GenerationAsync();
}
