using Identity.Orleans.Embedded.Tests.Engine;

namespace Identity.Orleans.Embedded.Tests.Turns;

public sealed class InterleavingTests
{
    [Fact]
    public async Task Call_WhileAnotherAwaits_StartsAfterIt()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        var first = grain.PassAsync("first");
        var second = grain.PassAsync("second");
        await engine.Stage.ReachedAsync("first");
        await grain.PingAsync();

        Assert.False(engine.Stage.IsReached("second"));
        engine.Stage.Open("second");
        engine.Stage.Open("first");
        await Task.WhenAll(first, second);
        Assert.Equal(["first starts", "first ends", "second starts", "second ends"], engine.Stage.Notes);
    }

    [Fact]
    public async Task Call_ManyWaiting_StartInOrder()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        var calls = new List<Task> { grain.PassAsync("gate") };
        var sums = new List<Task<int>>();
        for (var index = 0; index < 100; index++)
        {
            sums.Add(grain.AddSlowlyAsync());
        }

        engine.Stage.Open("gate");
        await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(1, 100), await Task.WhenAll(sums));
    }

    [Fact]
    public async Task AlwaysInterleave_WhileAnotherAwaits_Runs()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        var waiting = grain.PassAsync("first");
        await engine.Stage.ReachedAsync("first");
        var interleaved = grain.PassInterleavedAsync("inner");
        await engine.Stage.ReachedAsync("inner");
        engine.Stage.Open("inner");
        await interleaved;

        Assert.False(waiting.IsCompleted);
        engine.Stage.Open("first");
        await waiting;
    }

    [Fact]
    public async Task AlwaysInterleave_WhileItAwaits_LetsOthersRun()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        var interleaved = grain.PassInterleavedAsync("inner");
        await engine.Stage.ReachedAsync("inner");

        Assert.Equal(1, await grain.AddSlowlyAsync());
        Assert.False(interleaved.IsCompleted);
    }

    [Fact]
    public async Task ReadOnly_WithReadOnly_Interleaves()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        var first = grain.PassReadOnlyAsync("first");
        var second = grain.PassReadOnlyAsync("second");
        await engine.Stage.ReachedAsync("first");
        await engine.Stage.ReachedAsync("second");

        engine.Stage.OpenAll();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task ReadOnly_WithWriter_WaitsForIt()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        var writer = grain.PassAsync("writer");
        var reader = grain.PassReadOnlyAsync("reader");
        await engine.Stage.ReachedAsync("writer");
        await grain.PingAsync();

        Assert.False(engine.Stage.IsReached("reader"));
        engine.Stage.OpenAll();
        await Task.WhenAll(writer, reader);
        Assert.Equal(["writer starts", "writer ends", "reader starts", "reader ends"], engine.Stage.Notes);
    }

    [Fact]
    public async Task Writer_WithReaders_WaitsForAllOfThem()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        var readers = new[] { grain.PassReadOnlyAsync("one"), grain.PassReadOnlyAsync("two") };
        await engine.Stage.ReachedAsync("one");
        await engine.Stage.ReachedAsync("two");
        var writer = grain.PassAsync("writer");
        engine.Stage.Open("one");
        await readers[0];
        await grain.PingAsync();

        Assert.False(engine.Stage.IsReached("writer"));
        engine.Stage.OpenAll();
        await Task.WhenAll([writer, .. readers]);
    }

    [Fact]
    public async Task ReaderAndWriter_Waiting_StartInTheOrderOfTheirCalls()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ITurnGrain>("a");

        var calls = new[] { grain.PassAsync("one"), grain.PassReadOnlyAsync("two"), grain.PassAsync("three") };
        engine.Stage.OpenAll();
        await Task.WhenAll(calls);

        Assert.Equal(
            ["one starts", "one ends", "two starts", "two ends", "three starts", "three ends"], engine.Stage.Notes);
    }

    [Fact]
    public async Task Reentrant_Class_InterleavesEverything()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IReentrantGrain>("a");

        var first = grain.PassAsync("first");
        var second = grain.PassAsync("second");
        await engine.Stage.ReachedAsync("first");
        await engine.Stage.ReachedAsync("second");

        engine.Stage.OpenAll();
        await Task.WhenAll(first, second);
    }
}
