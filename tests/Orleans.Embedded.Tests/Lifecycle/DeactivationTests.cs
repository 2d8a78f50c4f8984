using Identity.Orleans.Embedded.Tests.Engine;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

public sealed class DeactivationTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Idle_ForTheCollectionAge_IsDeactivated()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");
        await grain.GenerationAsync();

        engine.PassIdle(Age);

        Assert.Equal(["construct a", "activate", "deactivate ActivationIdle", "dispose"], engine.Stage.Notes);
        Assert.Equal(2, await grain.GenerationAsync());
    }

    [Fact]
    public async Task Idle_ForLess_StaysActive()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");
        await grain.GenerationAsync();

        engine.Clock.Advance(Age - TimeSpan.FromSeconds(1));
        Assert.Equal(1, await grain.GenerationAsync());
        engine.Clock.Advance(Age - TimeSpan.FromSeconds(1));

        Assert.Equal(1, await grain.GenerationAsync());
    }

    [Fact]
    public async Task Idle_WhileARequestRuns_StaysActive()
    {
        await using var engine = await GrainEngineFixture.StartAsync(
            new EngineSettings { ResponseTimeout = TimeSpan.FromHours(10) });
        var grain = engine.GetGrain<ILifeGrain>("a");
        var call = grain.PassAsync("gate");
        await engine.Stage.ReachedAsync("gate");

        engine.PassIdle(Age);
        engine.Stage.Open("gate");
        await call;

        Assert.Equal(1, await grain.GenerationAsync());
    }

    [Fact]
    public async Task KeepAlive_Class_IsNeverCollected()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IKeptGrain>("a");
        await grain.GenerationAsync();

        engine.PassIdle(TimeSpan.FromDays(2));

        Assert.Equal(1, await grain.GenerationAsync());
    }

    [Fact]
    public async Task CollectionAgeLimit_OfTheClass_CountsInsteadOfTheStandard()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IOldGrain>("a");
        await grain.GenerationAsync();

        engine.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(1, await grain.GenerationAsync());
        engine.PassIdle(TimeSpan.FromMinutes(60));

        Assert.Equal(2, await grain.GenerationAsync());
    }

    [Fact]
    public async Task DelayDeactivation_KeepsTheCollectorAwayForItsPeriod()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");
        await grain.StayAsync(TimeSpan.FromHours(1));

        engine.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.DoesNotContain("dispose", engine.Stage.Notes);
        engine.PassIdle(TimeSpan.FromMinutes(2));

        Assert.Contains("dispose", engine.Stage.Notes);
    }

    [Fact]
    public async Task DelayDeactivation_TakenBack_LetsTheCollectorIn()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");
        await grain.StayAsync(Timeout.InfiniteTimeSpan);
        engine.PassIdle(TimeSpan.FromDays(1));
        Assert.Equal(1, await grain.GenerationAsync());

        await grain.StayAsync(TimeSpan.Zero);
        engine.PassIdle(Age);

        Assert.Equal(2, await grain.GenerationAsync());
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_GetsANewActivation()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");

        Assert.Equal(1, await grain.LeaveAsync());
        Assert.Equal(2, await grain.GenerationAsync());
        Assert.Equal(
            ["construct a", "activate", "deactivate ApplicationRequested", "dispose", "construct a", "activate"],
            engine.Stage.Notes);
    }

    [Fact]
    public async Task DeactivateOnIdle_WhileRequestsRun_WaitsForThem()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");
        var running = grain.PassInterleavedAsync("gate");
        await engine.Stage.ReachedAsync("gate");

        await grain.LeaveAsync();
        var next = grain.GenerationAsync();

        // A wrong engine gets the time to be wrong.
        for (var hop = 0; hop < 20; hop++)
        {
            await Task.Run(static () => { }, TestContext.Current.CancellationToken);
        }

        Assert.False(next.IsCompleted);
        Assert.DoesNotContain("dispose", engine.Stage.Notes);
        engine.Stage.Open("gate");
        await running;
        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task Call_WhileItDeactivates_WaitsForTheNextActivation()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");
        engine.Stage.Add("slow deactivation");
        await grain.LeaveAsync();
        await engine.Stage.ReachedAsync("deactivating");

        var next = Enumerable.Range(0, 10).Select(_ => engine.GetGrain<ILifeGrain>("a").GenerationAsync()).ToArray();

        Assert.DoesNotContain("dispose", engine.Stage.Notes);
        Assert.Single(engine.Stage.Notes, "construct a");
        engine.Stage.Open("deactivating");
        Assert.All(await Task.WhenAll(next), generation => Assert.Equal(2, generation));
        Assert.Equal(
            ["construct a", "activate", "deactivate ApplicationRequested", "dispose", "construct a", "activate"],
            engine.Stage.Notes);
    }

    [Fact]
    public async Task Deactivation_ThatThrows_EndsTheActivationAllTheSame()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ILifeGrain>("a");
        await grain.GenerationAsync();
        engine.Stage.Fail("deactivate", new InvalidOperationException("no"));

        engine.PassIdle(Age);

        Assert.Equal(2, await grain.GenerationAsync());
        engine.Stage.Heal("deactivate");
    }

    [Fact]
    public async Task Deactivation_ThatTakesTooLong_IsLeftBehind()
    {
        await using var engine = await GrainEngineFixture.StartAsync(
            new EngineSettings { DeactivationTimeout = TimeSpan.FromSeconds(5) });
        var grain = engine.GetGrain<ILifeGrain>("a");
        engine.Stage.Add("slow deactivation");
        await grain.LeaveAsync();
        await engine.Stage.ReachedAsync("deactivating");
        var next = grain.GenerationAsync();

        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task Deactivation_WithARequestThatNeverEnds_IsBounded()
    {
        await using var engine = await GrainEngineFixture.StartAsync(
            new EngineSettings { DeactivationTimeout = TimeSpan.FromSeconds(5) });
        var grain = engine.GetGrain<ILifeGrain>("a");
        var stuck = grain.PassInterleavedAsync("gate");
        await engine.Stage.ReachedAsync("gate");
        await grain.LeaveAsync();
        var next = grain.GenerationAsync();

        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(2, await next);
        engine.Stage.Open("gate");
        await stuck;
    }

    [Fact]
    public async Task Deactivation_AskedForByARequestThatNeverEnds_IsBounded()
    {
        await using var engine = await GrainEngineFixture.StartAsync(
            new EngineSettings { DeactivationTimeout = TimeSpan.FromSeconds(5) });
        var grain = engine.GetGrain<ILifeGrain>("a");
        var stuck = grain.LeaveAndPassAsync("gate");
        await engine.Stage.ReachedAsync("gate");
        var next = grain.GenerationAsync();

        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(2, await next);
        engine.Stage.Open("gate");
        await stuck;
    }

    [Fact]
    public async Task Calls_WhileTheGrainComesAndGoes_AreAllAnsweredByOneActivationAtATime()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var call = 0; call < 1000; call++)
            {
                var grain = engine.GetGrain<IFleetingGrain>("a");
                await ((call + worker) % 5 == 0 ? grain.LeaveAsync() : grain.StayAsync());
            }
        })));

        Assert.Equal(8000, engine.Stage.Count("answered"));
        Assert.Equal(0, engine.Stage.Count("overlapped"));
        Assert.True(engine.Stage.Count("activated") > 1);
    }

    [Fact]
    public async Task Stop_DeactivatesEverything_BusyGrainsAfterTheirRequest()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        await engine.GetGrain<ILifeGrain>("idle").GenerationAsync();
        var busy = engine.GetGrain<ILifeGrain>("busy").PassAsync("gate");
        await engine.Stage.ReachedAsync("gate");

        var stopping = engine.StopAsync();
        Assert.False(stopping.IsCompleted);
        engine.Stage.Open("gate");
        await stopping;

        await busy;
        Assert.Equal(2, engine.Stage.Notes.Count(note => note == "deactivate ShuttingDown"));
        Assert.True(engine.Stage.Notes.IndexOf("gate ends") < engine.Stage.Notes.LastIndexOf("dispose"));
    }
}
