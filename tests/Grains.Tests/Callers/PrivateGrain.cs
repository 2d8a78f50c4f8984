using Identity.Grains.Callers;
using Orleans;

namespace Identity.Grains.Tests.Callers;

[RequireIdentity]
internal sealed class PrivateGrain : Grain, IPrivateGrain
{
    public Task<string?> WhoAsync() => Task.FromResult(CallerContext.Current?.UserId.Value);
}
