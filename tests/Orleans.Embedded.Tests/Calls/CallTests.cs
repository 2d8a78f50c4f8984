using Identity.Orleans.Embedded.Tests.Engine;

namespace Identity.Orleans.Embedded.Tests.Calls;

public sealed class CallTests
{
    [Fact]
    public async Task Call_PassesArgumentsAndResult_Unchanged()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ICallGrain>("a");
        var text = new string('x', 3);

        Assert.Equal(text, await grain.EchoAsync(text));
        Assert.Equal(3, await grain.SumAsync(1, 2, TestContext.Current.CancellationToken));
        await grain.DoAsync();
    }

    [Fact]
    public async Task Call_OfAnInheritedMethod_Works()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.Equal("nothing", await engine.GetGrain<ICallGrain>("a").InheritedAsync(null));
    }

    [Fact]
    public async Task Exception_OfAMethod_ReachesTheCaller()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ICallGrain>("a");
        var exception = new FormatException("bad");

        Assert.Equal("bad", (await Assert.ThrowsAsync<FormatException>(() => grain.ThrowAsync(exception))).Message);
        Assert.Equal(
            "bad", (await Assert.ThrowsAsync<FormatException>(() => grain.ThrowLaterAsync(exception))).Message);
        Assert.Equal(
            "bad",
            (await Assert.ThrowsAsync<FormatException>(() => grain.ThrowValueAsync(exception).AsTask())).Message);
        Assert.Equal(3, await grain.SumAsync(1, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Exception_OfAQueuedMethod_ReachesTheCaller()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ICallGrain>("a");
        var first = grain.WaitAsync("gate", CancellationToken.None);
        var second = grain.ThrowAsync(new FormatException("bad"));
        var third = grain.ThrowValueAsync(new FormatException("bad"));

        engine.Stage.Open("gate");
        await first;

        await Assert.ThrowsAsync<FormatException>(() => second);
        await Assert.ThrowsAsync<FormatException>(async () => await third);
    }

    [Fact]
    public async Task CancellationToken_OfTheCaller_ReachesTheMethod()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ICallGrain>("a");
        using var cancellation = new CancellationTokenSource();

        var call = grain.WaitAsync("gate", cancellation.Token);
        await engine.Stage.ReachedAsync("gate");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(3, await grain.SumAsync(1, 2, CancellationToken.None));
    }

    [Fact]
    public async Task Chain_BackToABusyGrain_TimesOut()
    {
        await using var engine = await GrainEngineFixture.StartAsync(
            new EngineSettings { ResponseTimeout = TimeSpan.FromSeconds(5) });
        var grain = engine.GetGrain<ICallGrain>("a");

        var call = grain.CallThereAndBackAsync("b", interleaved: false);
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(call.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal("answer", await grain.AnswerAsync());
    }

    [Fact]
    public async Task Chain_BackToABusyGrain_PassesWhenItInterleaves()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.Equal("answer", await engine.GetGrain<ICallGrain>("a").CallThereAndBackAsync("b", interleaved: true));
    }

    [Fact]
    public async Task Response_ThatTakesTooLong_TimesOutButTheRequestGoesOn()
    {
        await using var engine = await GrainEngineFixture.StartAsync(
            new EngineSettings { ResponseTimeout = TimeSpan.FromSeconds(5) });
        var grain = engine.GetGrain<ICallGrain>("a");

        var call = grain.SlowNoteAsync("gate");
        await engine.Stage.ReachedAsync("gate");
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        engine.Stage.Open("gate");
        await grain.AnswerAsync();

        Assert.Equal(["gate"], engine.Stage.Notes);
    }

    [Fact]
    public async Task Request_ThatTimedOutInTheQueue_IsDropped()
    {
        await using var engine = await GrainEngineFixture.StartAsync(
            new EngineSettings { ResponseTimeout = TimeSpan.FromSeconds(5) });
        var grain = engine.GetGrain<ICallGrain>("a");

        var running = grain.SlowNoteAsync("gate");
        var queued = grain.SlowNoteAsync("dropped");
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => running);
        await Assert.ThrowsAsync<TimeoutException>(() => queued);
        engine.Stage.Open("gate");
        await grain.AnswerAsync();

        Assert.Equal(["gate"], engine.Stage.Notes);
        Assert.False(engine.Stage.IsReached("dropped"));
    }
}
