using Orleans;

namespace Identity.Grains.Tests.Callers;

internal interface IPrivateGrain : IGrainWithStringKey
{
    Task<string?> WhoAsync();
}
