using Identity.Grains.Callers;
using Orleans;

namespace Identity.Grains.Tests.Callers;

internal sealed class PrivateByContractGrain : Grain, IPrivateByContractGrain
{
    public Task<string?> WhoAsync() => Task.FromResult(CallerContext.Current?.UserId.Value);
}
