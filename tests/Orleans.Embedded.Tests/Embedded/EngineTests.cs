using Identity.Orleans.Embedded.Tests.Engine;
using Identity.Orleans.Embedded.Tests.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Identity.Orleans.Embedded.Tests.Embedded;

public sealed class EngineTests
{
    [Fact]
    public async Task Queue_ThatIsFull_RefusesTheCall()
    {
        await using var engine = await GrainEngineFixture.StartAsync(new EngineSettings { MaxQueuedRequests = 3 });
        var grain = engine.GetGrain<IFastGrain>("a");

        foreach (var gate in new[] { "first", "second" })
        {
            var running = grain.PassAsync(gate);
            var queued = Enumerable.Range(0, 3).Select(_ => grain.AddAsync(1).AsTask()).ToArray();

            await Assert.ThrowsAsync<LimitExceededException>(async () => await grain.AddAsync(1));
            Assert.Equal(3, engine.Statistics.Queued);

            engine.Stage.Open(gate);
            await running;
            await Task.WhenAll(queued);
            Assert.Equal(0, engine.Statistics.Queued);
        }

        Assert.Equal(7, await grain.AddAsync(1));
    }

    [Fact]
    public async Task Stop_LetsNoGrainBeActivated()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IFastGrain>("a");
        await grain.AddAsync(1);

        await engine.StopAsync();

        Assert.Equal(0, engine.Statistics.Activations);
        await Assert.ThrowsAsync<SiloUnavailableException>(async () => await grain.AddAsync(1));
    }

    [Fact]
    public async Task Stop_WithRequestsWaiting_RefusesThem()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IFastGrain>("a");
        var running = grain.PassAsync("gate");
        var waiting = grain.AddAsync(1).AsTask();

        var stopping = engine.StopAsync();
        engine.Stage.Open("gate");
        await stopping;

        await running;
        await Assert.ThrowsAsync<SiloUnavailableException>(() => waiting);
        Assert.Equal(0, engine.Statistics.Queued);
    }

    [Fact]
    public async Task Stop_WithARequestThatNeverEnds_IsBounded()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var stuck = engine.GetGrain<IFastGrain>("a").PassAsync("gate");

        var stopping = engine.StopAsync();
        Assert.False(stopping.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        await stopping;

        await Assert.ThrowsAsync<TimeoutException>(() => stuck);
    }

    [Fact]
    public async Task Method_ThatReturnsNull_FailsAndLeavesTheGrainUsable()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IFastGrain>("a");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.NullAsync()!);

        Assert.Contains("NullAsync", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(1, await grain.AddAsync(1));
    }

    [Fact]
    public async Task AsyncVoid_ThatThrows_IsLoggedAndLeavesTheGrainUsable()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<IFastGrain>("a");

        await grain.ThrowIntoNothingAsync();
        Assert.Equal(1, await grain.YieldAsync());

        Assert.Contains(engine.Log.Entries, entry => entry.StartsWith("Error 3005", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_NamesNoKeys()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        engine.Stage.Fail("activate", new InvalidOperationException("no"));

        await Assert.ThrowsAsync<InvalidOperationException>(
            engine.GetGrain<ILifeGrain>("user_secret").GenerationAsync);

        Assert.Contains(engine.Log.Entries, entry => entry.StartsWith("Error 3001", StringComparison.Ordinal));
        Assert.DoesNotContain(
            engine.Log.Entries, entry => entry.Contains("user_secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetGrain_WithoutAClass_Says()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.Throws<ArgumentException>(() => engine.GetGrain<INobodysGrain>("a"));
    }

    [Fact]
    public async Task GetGrain_OfSeveralClasses_IsDecidedByThePrefix()
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        var first = engine.Grains.GetGrain<ITwiceGrain>("a", typeof(FirstTwiceGrain).FullName);
        var second = engine.Grains.GetGrain<ITwiceGrain>("a", typeof(SecondTwiceGrain).FullName);

        Assert.Throws<ArgumentException>(() => engine.GetGrain<ITwiceGrain>("a"));
        Assert.Equal("one", await first.NameAsync());
        Assert.Equal("two", await second.NameAsync());
        Assert.Equal("the-first", first.GetGrainId().Type.ToString());
        Assert.Equal("secondtwice", second.GetGrainId().Type.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task GetGrain_WithoutAKey_Throws(string? key)
    {
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.ThrowsAny<ArgumentException>(() => engine.GetGrain<IFastGrain>(key!));
    }

    [Fact]
    public void NewGrain_OutsideTheEngine_SaysSo()
    {
        var grain = new FirstTwiceGrain();

        Assert.Throws<InvalidOperationException>(() => grain.GetPrimaryKeyString());
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedByName()
    {
        var services = new ServiceCollection();
        services.AddEmbeddedGrains(options =>
        {
            options.CollectionQuantum = TimeSpan.Zero;
            options.MaxQueuedRequests = 0;
            options.ResponseTimeout = TimeSpan.Zero;
        });
        using var provider = services.BuildServiceProvider();

        var thrown = Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IOptions<EmbeddedGrainOptions>>().Value);

        Assert.Equal(3, thrown.Failures.Count());
        Assert.Contains(thrown.Failures, failure => failure.Contains("CollectionQuantum", StringComparison.Ordinal));
    }
}
