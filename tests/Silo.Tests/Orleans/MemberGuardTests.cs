using Identity.Grains.Users;
using Identity.Silo.Orleans;
using Identity.Testing;
using Orleans;
using Orleans.Runtime;

namespace Identity.Silo.Tests.Orleans;

public class MemberGuardTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly MemberLease _lease;
    private readonly MemberGuard _guard;

    public MemberGuardTests()
    {
        _lease = new MemberLease(_clock, TimeSpan.FromSeconds(5));
        _guard = new MemberGuard(_lease);
    }

    [Fact]
    public async Task Invoke_WithoutALease_IsTurnedAwaySoThatTheCallerAsksAgain()
    {
        _lease.Renew(_lease.Now);
        Assert.True(await PassesAsync(Proxied.Of<IUserGrain>()));

        _clock.Advance(TimeSpan.FromSeconds(5));
        var refusal = await Assert.ThrowsAsync<SiloUnavailableException>(() => PassesAsync(Proxied.Of<IUserGrain>()));
        Assert.IsAssignableFrom<OrleansMessageRejectionException>(refusal);
    }

    [Fact]
    public async Task Invoke_OrleansOwnGrain_PassesWithoutALease() => Assert.True(await PassesAsync(new object()));

    private async Task<bool> PassesAsync(object grain)
    {
        var passed = false;
        await _guard.Invoke(Proxied.Of<IIncomingGrainCallContext>(("get_Grain", _ => grain), ("Invoke", _ => Pass())));
        return passed;

        Task Pass()
        {
            passed = true;
            return Task.CompletedTask;
        }
    }
}
