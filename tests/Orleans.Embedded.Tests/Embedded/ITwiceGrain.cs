using Orleans;

namespace Identity.Orleans.Embedded.Tests.Embedded;

internal interface ITwiceGrain : IGrainWithStringKey
{
    Task<string> NameAsync();
}
