using Identity.Grains.Callers;
using Orleans;

namespace Identity.Grains.Tests.Callers;

[RequireIdentity]
internal interface IPrivateByContractGrain : IGrainWithStringKey
{
    Task<string?> WhoAsync();
}
