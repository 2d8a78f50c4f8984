using Orleans;

namespace Identity.Orleans.Embedded.Tests.State;

internal interface IUnstorableGrain : IGrainWithStringKey
{
    Task<int> GetAsync();
}
