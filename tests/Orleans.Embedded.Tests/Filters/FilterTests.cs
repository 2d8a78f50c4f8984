using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;
using Orleans.Runtime;

namespace Identity.Orleans.Embedded.Tests.Filters;

/// <summary>What stands before a grain's methods, as Orleans has it.</summary>
public sealed class FilterTests
{
    private readonly List<string> _notes = [];

    [Fact]
    public async Task Filters_RunInOrderAroundTheMethod()
    {
        await using var engine = await StartAsync(Noting("one"), Noting("two"));

        Assert.Equal(3, await engine.GetGrain<IFilteredGrain>("a").AddAsync(1, 2));
        await engine.GetGrain<IFilteredGrain>("a").DoAsync();

        string[] once = ["one", "two", "two done", "one done"];
        Assert.Equal([.. once, .. once], _notes);
        Assert.Equal(["method", "method"], engine.Stage.Notes);
    }

    [Fact]
    public async Task Filter_SeesWhatIsCalled()
    {
        IIncomingGrainCallContext? seen = null;
        await using var engine = await StartAsync(context =>
        {
            seen = context;
            return context.Invoke();
        });

        await engine.GetGrain<IFilteredGrain>("a").AddAsync(1, 2);

        Assert.NotNull(seen);
        Assert.IsType<FilteredGrain>(seen.Grain);
        Assert.Equal("filtered/a", seen.TargetId.ToString());
        Assert.Equal(seen.TargetId, seen.TargetContext.GrainId);
        Assert.Equal(typeof(IFilteredGrain).FullName, seen.InterfaceName);
        Assert.Equal(nameof(IFilteredGrain.AddAsync), seen.MethodName);
        Assert.Equal(typeof(IFilteredGrain).GetMethod(nameof(IFilteredGrain.AddAsync)), seen.InterfaceMethod);
        Assert.Equal(typeof(FilteredGrain).GetMethod(nameof(IFilteredGrain.AddAsync)), seen.ImplementationMethod);
        Assert.Equal(3, seen.Result);
    }

    [Fact]
    public async Task Filter_ThatRefuses_KeepsTheMethodFromRunning()
    {
        await using var engine = await StartAsync(_ => throw new UnauthorizedAccessException("no"));
        var grain = engine.GetGrain<IFilteredGrain>("a");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grain.AddAsync(1, 2));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grain.DoAsync());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grain.ContextAsync());

        Assert.Empty(engine.Stage.Notes);
    }

    [Fact]
    public async Task Filter_OfAQueuedCall_RunsAndSeesTheCallersContext()
    {
        await using var engine = await StartAsync(context =>
        {
            _notes.Add((string?)RequestContext.Get("key") ?? "nobody");
            return context.Invoke();
        });
        var grain = engine.GetGrain<IFilteredGrain>("a");
        RequestContext.Set("key", "first");
        var running = grain.WaitAsync("gate");
        RequestContext.Set("key", "second");
        var queued = grain.ContextAsync();
        RequestContext.Clear();
        Assert.False(queued.IsCompleted);
        engine.Stage.Open("gate");
        await running;

        Assert.Equal("second", await queued);
        Assert.Equal(["first", "second"], _notes);
    }

    [Fact]
    public async Task Filter_ThatSetsTheContext_ChangesItForTheMethodAndNotForTheCaller()
    {
        await using var engine = await StartAsync(context =>
        {
            RequestContext.Set("key", "filter");
            return context.Invoke();
        });

        Assert.Equal("filter", await engine.GetGrain<IFilteredGrain>("a").ContextAsync());
        Assert.Null(RequestContext.Get("key"));
    }

    [Fact]
    public async Task Filter_ThatAnswersItself_DecidesTheResult()
    {
        await using var engine = await StartAsync(context =>
        {
            context.Result = 42;
            return Task.CompletedTask;
        });

        Assert.Equal(42, await engine.GetGrain<IFilteredGrain>("a").AddAsync(1, 2));
        Assert.Empty(engine.Stage.Notes);
    }

    [Fact]
    public async Task Filter_MethodThrows_MayAnswerAllTheSameOrTryAgain()
    {
        var tries = 0;
        await using var engine = await StartAsync(async context =>
        {
            for (; tries < 2; tries++)
            {
                try
                {
                    await context.Invoke();
                }
                catch (FormatException exception) when (exception.Message == "bad")
                {
                    _notes.Add(exception.Message);
                }
            }
        });

        await engine.GetGrain<IFilteredGrain>("a").ThrowAsync("bad");

        Assert.Equal(["bad", "bad"], _notes);
        Assert.Equal(["method", "method"], engine.Stage.Notes);
    }

    [Fact]
    public async Task Filter_ExceptionOfTheMethod_ReachesTheCallerThroughIt()
    {
        await using var engine = await StartAsync(Noting("one"));

        var exception = await Assert.ThrowsAsync<FormatException>(
            () => engine.GetGrain<IFilteredGrain>("a").ThrowAsync("bad"));

        Assert.Equal("bad", exception.Message);
        Assert.Equal(["one"], _notes);
    }

    [Fact]
    public async Task GrainThatIsAFilter_StandsBeforeItsMethodsAfterTheHosts()
    {
        await using var alone = await StartAsync();
        Assert.Equal(2, await alone.GetGrain<ISelfFilteredGrain>("a").GetAsync());
        Assert.Equal(["own", "method"], alone.Stage.Notes);

        await using var engine = await StartAsync(Noting("host"));
        Assert.Equal(2, await engine.GetGrain<ISelfFilteredGrain>("a").GetAsync());
        Assert.Equal(["host", "host done"], _notes);
    }

    [Fact]
    public async Task Call_OfAnIdleGrain_StaysOnTheCallersThread()
    {
        await using var engine = await StartAsync(Noting("one"));
        var grain = engine.GetGrain<IFilteredGrain>("a");

        Assert.True(grain.AddAsync(1, 2).IsCompletedSuccessfully);
    }

    private Func<IIncomingGrainCallContext, Task> Noting(string name) => async context =>
    {
        _notes.Add(name);
        await context.Invoke();
        _notes.Add($"{name} done");
    };

    private static Task<GrainEngineFixture> StartAsync(params Func<IIncomingGrainCallContext, Task>[] filters) =>
        GrainEngineFixture.StartAsync(new EngineSettings { Filters = [.. filters.Select(f => new DelegateFilter(f))] });
}
