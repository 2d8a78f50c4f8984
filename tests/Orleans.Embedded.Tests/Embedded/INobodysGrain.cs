using Orleans;

namespace Identity.Orleans.Embedded.Tests.Embedded;

internal interface INobodysGrain : IGrainWithStringKey
{
    Task DoAsync();
}
