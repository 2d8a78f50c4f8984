using Identity.Orleans.Embedded.Tests.Engine;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Orleans.Embedded.Tests.State;

public sealed class PersistentStateTests
{
    private static readonly GrainId Id = GrainId.Create("state", "a");

    [Fact]
    public async Task State_NeverStored_IsNewAndDoesNotExist()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.Equal((0, false), await engine.GetGrain<IStateGrain>("a").AtActivationAsync());
    }

    [Fact]
    public async Task State_Stored_IsThereBeforeTheGrainIsActivated()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        engine.Storage.Overwrite("counter", Id, new CounterState { Value = 5 });

        Assert.Equal((5, true), await engine.GetGrain<IStateGrain>("a").AtActivationAsync());
    }

    [Fact]
    public async Task Write_ThenCollection_IsReadAgain()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IStateGrain>("a");
        await grain.SetAsync(7);

        engine.PassIdle(TimeSpan.FromMinutes(15));

        Assert.Equal(7, await grain.GetAsync());
        Assert.Equal(2, await grain.GenerationAsync());
        Assert.Equal(new CounterState { Value = 7 }, engine.Storage["counter", Id]);
    }

    [Fact]
    public async Task Clear_RemovesTheRecord()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IStateGrain>("a");
        await grain.SetAsync(7);

        await grain.ClearAsync();

        Assert.Null(engine.Storage["counter", Id]);
    }

    [Fact]
    public async Task Conflict_ThatEscapes_DeactivatesTheGrain()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IStateGrain>("a");
        await grain.SetAsync(1);
        engine.Storage.Overwrite("counter", Id, new CounterState { Value = 100 });

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.SetAsync(2));

        Assert.Equal(100, await grain.GetAsync());
        Assert.Equal(2, await grain.GenerationAsync());
    }

    [Fact]
    public async Task Conflict_ThatIsCaught_KeepsTheActivation()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IStateGrain>("a");
        await grain.SetAsync(1);
        engine.Storage.Overwrite("counter", Id, new CounterState { Value = 100 });

        Assert.False(await grain.TrySetAsync(2));

        Assert.Equal(1, await grain.GenerationAsync());
    }

    [Fact]
    public async Task Conflict_OfAnotherGrain_DoesNotDeactivateItsCaller()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var caller = engine.GetGrain<IStateGrain>("caller");
        var grain = engine.GetGrain<IStateGrain>("a");
        Assert.Equal(1, await caller.GenerationAsync());
        Assert.Equal(2, await grain.GenerationAsync());
        engine.Storage.Overwrite("counter", Id, new CounterState { Value = 100 });

        await Assert.ThrowsAsync<InconsistentStateException>(() => caller.SetOtherAsync("a", 2));

        Assert.Equal(1, await caller.GenerationAsync());
        Assert.Equal(3, await grain.GenerationAsync());
    }

    [Fact]
    public async Task ProvidersException_ReachesTheGrainAsOrleansException()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IStateGrain>("a");
        await grain.SetAsync(1);
        var broken = new IOException("disk is gone");
        engine.Storage.BeforeWrite = () => throw broken;

        var thrown = await Assert.ThrowsAsync<OrleansException>(() => grain.SetAsync(2));

        Assert.Same(broken, thrown.InnerException);
        Assert.Equal(1, await grain.GenerationAsync());
    }

    [Fact]
    public async Task Provider_ThatIsNotRegistered_FailsTheCallWithItsName()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        var thrown = await Assert.ThrowsAsync<BadProviderConfigException>(
            engine.GetGrain<IUnstorableGrain>("a").GetAsync);

        Assert.Contains("nowhere", thrown.Message, StringComparison.Ordinal);
    }
}
