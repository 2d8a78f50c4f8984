using Identity.Orleans.Embedded.Tests.Engine;

namespace Identity.Orleans.Embedded.Tests.Turns;

public sealed class TurnTests
{
    [Fact]
    public async Task InterleavedRequests_FromManyThreads_NeverRunInParallel()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => grain.TakeTurnsAsync(200))));

        Assert.Equal(0, await grain.ViolationsAsync());
    }

    [Fact]
    public async Task Counter_TenThousandCallersAtOnce_CountsExactly()
    {
        const int Callers = 10_000;
        await using var engine = await GrainEngineFixture.StartAsync();
        var calls = await Task.WhenAll(Enumerable.Range(0, Callers).Select(index => Task.Run(
            () => engine.GetGrain<ITurnGrain>("a").AddSlowlyAsync())));

        var grain = engine.GetGrain<ITurnGrain>("a");
        Assert.Equal(Enumerable.Range(1, Callers), calls.Order());
        Assert.Equal(0, await grain.ViolationsAsync());
        Assert.Equal(Callers, await grain.AddAsync(0));
    }

    [Fact]
    public async Task Counter_WithoutAwaits_CountsExactlyFromManyThreads()
    {
        const int Threads = 8;
        const int CallsPerThread = 20_000;
        await using var engine = await GrainEngineFixture.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < CallsPerThread; call++)
            {
                await engine.GetGrain<ITurnGrain>("a").AddAsync(1);
            }
        })));

        Assert.Equal(Threads * CallsPerThread, await engine.GetGrain<ITurnGrain>("a").AddAsync(0));
    }

    [Fact]
    public async Task Await_OnAnotherThreadsResult_ComesBackIntoTheActivation()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        var call = engine.GetGrain<ITurnGrain>("a").ComesBackAsync("gate");
        await engine.Stage.ReachedAsync("gate");
        await Task.Run(() => engine.Stage.Open("gate"), TestContext.Current.CancellationToken);

        Assert.True(await call);
    }

    [Fact]
    public async Task Call_Returns_WithTheCallersOwnContext()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");
        await grain.PingAsync();
        var mine = new SynchronizationContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(mine);
        try
        {
            var completed = grain.PingAsync();
            var pending = grain.PassAsync("gate");

            Assert.True(completed.IsCompletedSuccessfully);
            Assert.False(pending.IsCompleted);
            Assert.Same(mine, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public async Task Chain_OfTenThousandGrains_DoesNotOverflowTheStack()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.Equal(10_000, await engine.GetGrain<ITurnGrain>("top").DiveAsync(10_000));
        Assert.Equal(10_000, await engine.GetGrain<ITurnGrain>("top").DiveAsync(10_000));
    }

    [Fact]
    public async Task Grains_WithDifferentKeys_RunAtTheSameTime()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        var first = engine.GetGrain<ITurnGrain>("a").PassAsync("first");
        var second = engine.GetGrain<ITurnGrain>("b").PassAsync("second");
        await engine.Stage.ReachedAsync("first");
        await engine.Stage.ReachedAsync("second");

        engine.Stage.OpenAll();
        await Task.WhenAll(first, second);
    }
}
