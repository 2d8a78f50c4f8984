using Identity.Orleans.Embedded.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

internal sealed class ScopeGrain(ScopedThing thing) : Grain, IScopeGrain
{
    public Task<bool> HasOneScopeAsync()
        => Task.FromResult(ServiceProvider.GetRequiredService<ScopedThing>().Id == thing.Id);

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
