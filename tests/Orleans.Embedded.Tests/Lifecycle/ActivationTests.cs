using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;
using Orleans.Runtime;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

public sealed class ActivationTests
{
    [Fact]
    public async Task FirstCall_Activates_BeforeItRuns()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.Equal(1, await engine.GetGrain<ILifeGrain>("a").GenerationAsync());
        Assert.Equal(1, await engine.GetGrain<ILifeGrain>("a").GenerationAsync());
        Assert.Equal(["construct a", "activate"], engine.Stage.Notes);
    }

    [Fact]
    public async Task GetGrain_Alone_ActivatesNothing()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        engine.GetGrain<ILifeGrain>("a");

        Assert.Empty(engine.Stage.Notes);
    }

    [Fact]
    public async Task FirstCalls_AtTheSameTime_ShareOneActivation()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        engine.Stage.Add("slow activation");

        var calls = Enumerable.Range(0, 100)
            .Select(_ => Task.Run(() => engine.GetGrain<ILifeGrain>("a").GenerationAsync()))
            .ToArray();
        await engine.Stage.ReachedAsync("activating");
        engine.Stage.Open("activating");

        Assert.All(await Task.WhenAll(calls), generation => Assert.Equal(1, generation));
    }

    [Theory]
    [InlineData("construct")]
    [InlineData("activate")]
    public async Task Activation_ThatThrows_FailsItsCallersAndIsTriedAgain(string where)
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");
        engine.Stage.Fail(where, new InvalidOperationException("no way"));

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(grain.GenerationAsync);
        Assert.Equal("no way", thrown.Message);

        engine.Stage.Heal(where);
        Assert.Equal(2, await grain.GenerationAsync());
    }

    [Fact]
    public async Task Activation_ThatFailsLate_FailsAllWhoWaitForIt()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        engine.Storage.BeforeRead = async () =>
        {
            await engine.Stage.PassAsync("reading");
            throw new OrleansException("disk is gone");
        };
        var grain = engine.GetGrain<State.IStateGrain>("a");

        var calls = Enumerable.Range(0, 10).Select(_ => grain.GetAsync()).ToArray();
        await engine.Stage.ReachedAsync("reading");
        engine.Stage.Open("reading");

        foreach (var call in calls)
        {
            Assert.Equal("disk is gone", (await Assert.ThrowsAsync<OrleansException>(() => call)).Message);
        }

        engine.Storage.BeforeRead = null;
        Assert.Equal(0, await grain.GetAsync());
    }

    [Theory]
    [InlineData("slow activation")]
    [InlineData("cancellable activation")]
    public async Task Activation_ThatTakesTooLong_TimesOutAndIsTriedAgain(string kind)
    {
        await using var engine = await GrainEngineFixture.StartAsync(
            new EngineSettings { ActivationTimeout = TimeSpan.FromSeconds(5) });
        var grain = engine.GetGrain<ILifeGrain>("a");
        engine.Stage.Add(kind);

        var call = grain.GenerationAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(call.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        engine.Stage.Open("activating");
        if (kind == "slow activation")
        {
            Assert.Equal(2, await grain.GenerationAsync());
        }
    }

    [Fact]
    public async Task Activation_ThatAsksToLeave_RejectsItsCallers()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        engine.Stage.Add("leave while activating");

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(
            engine.GetGrain<ILifeGrain>("a").GenerationAsync);
    }

    [Fact]
    public async Task Grain_KnowsItsKeyAndItself()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("user_ä/1");

        Assert.Equal("user_ä/1", await grain.KeyAsync());
        Assert.Equal("user_ä/1", await grain.KeyByReferenceAsync());
        Assert.Equal("user_ä/1", grain.GetPrimaryKeyString());
        Assert.Equal(GrainId.Create("life", "user_ä/1"), grain.GetGrainId());
        Assert.Equal("life/user_ä/1", grain.GetGrainId().ToString());
    }

    [Fact]
    public async Task References_ToTheSameGrain_AreEqual()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.Equal(engine.GetGrain<ILifeGrain>("a"), engine.GetGrain<ILifeGrain>("a"));
        Assert.NotEqual(engine.GetGrain<ILifeGrain>("a"), engine.GetGrain<ILifeGrain>("b"));
    }

    [Fact]
    public async Task ScopedService_LivesAsLongAsTheActivation()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IScopeGrain>("a");

        Assert.True(await grain.HasOneScopeAsync());
        Assert.Empty(engine.Stage.Notes);
        await grain.LeaveAsync();
        Assert.True(await grain.HasOneScopeAsync());
        Assert.Equal(["scope ended"], engine.Stage.Notes);
    }
}
