using System.Diagnostics;
using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Embedded;

public sealed class FastPathTests(ITestOutputHelper output)
{
    private const int Calls = 200_000;
    private const int MaxBytesPerCall = 75;

    [Fact]
    public async Task Call_OfAnIdleGrain_RunsOnTheCallersThread()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IFastGrain>("a");
        await grain.AddAsync(1);

        var call = grain.ThreadAsync();

        Assert.True(call.IsCompletedSuccessfully);
        Assert.Equal(Environment.CurrentManagedThreadId, await call);
    }

    [Fact]
    public async Task InterleavingCall_BesideAWaitingRequest_RunsOnTheCallersThread()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IFastGrain>("a");
        var waiting = grain.PassAsync("gate");

        var call = grain.ThreadAsync();

        Assert.False(waiting.IsCompleted);
        Assert.True(call.IsCompletedSuccessfully);
        Assert.Equal(Environment.CurrentManagedThreadId, await call);
    }

    [Fact]
    public async Task FirstCall_WithNothingToWaitFor_ActivatesOnTheCallersThread()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        var call = engine.GetGrain<IFastGrain>("a").ThreadAsync();

        Assert.True(call.IsCompletedSuccessfully);
        Assert.Equal(Environment.CurrentManagedThreadId, await call);
    }

    [Fact]
    public async Task ReadOnlyInterleavingCall_AllocatesOnlyTheReference()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var key = "user_2abcdefghijklmnopqrstuvwxyz";
        Measure(engine.Grains, key, Calls);
        var (bytes, nanoseconds) = Measure(engine.Grains, key, Calls);

        output.WriteLine($"{nanoseconds:F1} ns and {bytes:F1} B per GetGrain and call");
        Assert.InRange(bytes, 0, MaxBytesPerCall);
    }

    [Fact]
    public async Task WritingCall_AllocatesNothingBesideTheReference()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IFastGrain>("a");
        await grain.AddAsync(1);
        AddMany(grain);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AddMany(grain);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;

        output.WriteLine($"{bytes:F2} B per call");
        Assert.InRange(bytes, 0, 1);
    }

    private static void AddMany(IFastGrain grain)
    {
        for (var call = 0; call < Calls; call++)
        {
            RequireDone(grain.AddAsync(1));
        }
    }

    private static (double Bytes, double Nanoseconds) Measure(IGrainFactory grains, string key, int calls)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var index = 0; index < calls; index++)
        {
            RequireDone(grains.GetGrain<IFastGrain>(key).GetAsync(index, key));
        }

        var time = Stopwatch.GetElapsedTime(start);
        return ((GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)calls, time.TotalNanoseconds / calls);
    }

    private static void RequireDone<T>(ValueTask<T> call)
    {
        if (!call.IsCompletedSuccessfully)
        {
            Assert.Fail("The call was not completed at once.");
        }
    }
}
