using Orleans;

namespace Identity.Orleans.Embedded.Tests.Turns;

internal interface IReentrantGrain : IGrainWithStringKey
{
    Task PassAsync(string gate);
}
