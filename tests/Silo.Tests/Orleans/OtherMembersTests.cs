using Identity.Silo.Orleans;

namespace Identity.Silo.Tests.Orleans;

public class OtherMembersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Its own lease is no news to it.</summary>
    [Fact]
    public async Task AnyHasLease_Alone_IsFalse()
    {
        await using var silo = await SiloHost.StartAsync();
        Assert.True(silo.Get<MemberLease>().IsValid);
        Assert.False(await silo.Get<IOtherMembers>().AnyHasLeaseAsync(Cancel));
    }

    [Fact]
    public async Task AnyHasLease_OfTwo_IsWhetherTheOtherHasOne()
    {
        await using var silo = await SiloHost.StartAsync();
        await using var other = await silo.JoinAsync();
        Assert.True(await silo.Get<IOtherMembers>().AnyHasLeaseAsync(Cancel));

        other.Get<MemberLease>().End();
        Assert.False(await silo.Get<IOtherMembers>().AnyHasLeaseAsync(Cancel));
        Assert.True(await other.Get<IOtherMembers>().AnyHasLeaseAsync(Cancel));
    }
}
