using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Testing.Engines;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Identity.Grains.Tests.Callers;

/// <summary>Grains that are only called on somebody's behalf: rows 13 and 14 of the authentication contract.</summary>
public sealed class RequireIdentityTests : IAsyncLifetime
{
    private static readonly CallerIdentity Ada = new(UserId.Parse("user_ada"), SessionId.Parse("sess_ada"));

    private GrainServer? _server;

    private IGrainFactory Grains => _server!.Grains;

    public async ValueTask InitializeAsync()
    {
        RequestContext.Clear();
        _server = await GrainServer.StartAsync(
            services => services.AddSingleton<IIncomingGrainCallFilter, RequireIdentityFilter>());
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    [Fact]
    public async Task Row13_CalledOnNobodysBehalf_MarkedGrainsFail()
    {
        var guarded = Grains.GetGrain<IGuardedGrain>("a");

        Assert.Null(await guarded.WhoAsync());
        await AssertRefusedAsync(() => guarded.MarkedInTheInterfaceAsync());
        await AssertRefusedAsync(() => guarded.MarkedInTheClassAsync());
        await AssertRefusedAsync(() => guarded.WhoBehindAsync("b"));
        await AssertRefusedAsync(() => Grains.GetGrain<IPrivateGrain>("a").WhoAsync());
        await AssertRefusedAsync(() => Grains.GetGrain<IPrivateByContractGrain>("a").WhoAsync());
    }

    [Fact]
    public async Task Caller_ReachesMarkedGrainsAndThoseBehindThem()
    {
        using var scope = CallerContext.Use(Ada);
        var guarded = Grains.GetGrain<IGuardedGrain>("a");

        Assert.Equal("user_ada", await guarded.WhoAsync());
        Assert.Equal("user_ada", await guarded.MarkedInTheInterfaceAsync());
        Assert.Equal("user_ada", await guarded.MarkedInTheClassAsync());
        Assert.Equal("user_ada", await guarded.WhoBehindAsync("b"));
        Assert.Equal("user_ada", await Grains.GetGrain<IPrivateGrain>("a").WhoAsync());
        Assert.Equal("user_ada", await Grains.GetGrain<IPrivateByContractGrain>("a").WhoAsync());
    }

    [Fact]
    public async Task Row14_OverrideOnACall_AffectsTheCalleeOnly()
    {
        using var scope = CallerContext.Use(Ada);

        var (there, here) = await Grains.GetGrain<IGuardedGrain>("a").WhoBehindAsAsync("b", "user_ben");

        Assert.Equal("user_ben", there);
        Assert.Equal("user_ada", here);
        Assert.Equal(Ada, CallerContext.Current);
    }

    [Theory]
    [InlineData(typeof(GuardedGrain), true)]
    [InlineData(typeof(PrivateGrain), true)]
    [InlineData(typeof(PrivateByContractGrain), true)]
    [InlineData(typeof(Identity.Grains.Users.UserGrain), false)]
    public void Concerns_Class_WhetherAnythingOfItIsMarked(Type grainClass, bool expected) =>
        Assert.Equal(expected, RequireIdentityFilter.Concerns(grainClass));

    private static async Task AssertRefusedAsync(Func<Task> call) =>
        await Assert.ThrowsAsync<IdentityRequiredException>(call);
}
