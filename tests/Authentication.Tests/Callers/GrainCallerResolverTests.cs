using Identity.Authentication.Callers;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Users;
using Identity.Testing;
using Orleans;
using Orleans.Runtime;

namespace Identity.Authentication.Tests.Callers;

/// <summary>What becomes of a question that is turned away, or lost.</summary>
public class GrainCallerResolverTests
{
    private static readonly CallerQuery Query = new(SessionId.Parse("sess_1"), 0, null);
    private static readonly CallerResolution Known = new() { Denial = CallerDenial.UserBanned };

    private readonly ManualTimeProvider _clock = new();
    private readonly List<TaskCompletionSource<CallerResolution>> _asked = [];

    /// <summary>A silo that stops may lose what it passes on, and nobody tells.</summary>
    [Fact]
    public async Task Resolve_TheQuestionIsLost_IsAskedOnceMore()
    {
        var answer = Ask();
        _clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Single(_asked);

        await WaitAsync();
        Assert.Equal(2, _asked.Count);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, _asked.Count);

        _asked[1].SetResult(Known);
        Assert.Same(Known, await answer);
    }

    [Fact]
    public async Task Resolve_TheAnswerIsLate_CountsAllTheSame()
    {
        var answer = Ask();
        await WaitAsync();
        _asked[0].SetResult(Known);
        Assert.Same(Known, await answer);
    }

    [Fact]
    public async Task Resolve_TheAnswerComesAsItSeemsLost_CountsAllTheSame()
    {
        var turns = new HeldTurns();
        var answer = turns.Begin(Ask);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        _asked[0].SetResult(Known);
        turns.Run();

        Assert.Same(Known, await answer);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Resolve_TheGrainItselfIsTooSlow_IsNotAskedAgain()
    {
        var answer = Ask();
        _asked[0].SetException(new TimeoutException("of the grain"));
        Assert.Equal("of the grain", (await Assert.ThrowsAsync<TimeoutException>(() => answer)).Message);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Resolve_ItFailsAfterwards_TellsTheFailure()
    {
        var answer = Ask();
        await WaitAsync();
        _asked[1].SetException(new TimeoutException("of the grain"));
        Assert.Equal("of the grain", (await Assert.ThrowsAsync<TimeoutException>(() => answer)).Message);
    }

    [Fact]
    public async Task Resolve_ItIsTurnedAway_IsAskedThreeTimesMore()
    {
        var answer = Ask();
        for (var i = 0; i < 4; i++)
        {
            var asked = i + 1;
            await Patience.UntilAsync(() => _asked.Count == asked, TestContext.Current.CancellationToken);
            _asked[i].SetException(new SiloUnavailableException("elsewhere"));
            if (i == 3) break;
            await Patience.UntilAsync(() => _clock.ActiveTimers > 0, TestContext.Current.CancellationToken);
            _clock.Advance(TimeSpan.FromMilliseconds(25));
        }

        await Assert.ThrowsAsync<SiloUnavailableException>(() => answer);
        Assert.Equal(4, _asked.Count);
    }

    private Task<CallerResolution> Ask()
    {
        var grain = Proxied.Of<IUserGrain>(
            (nameof(IUserGrain.ResolveAsync), _ => new ValueTask<CallerResolution>(AnswerAsync())));
        var grains = Proxied.Of<IGrainFactory>((nameof(IGrainFactory.GetGrain), _ => grain));
        return new GrainCallerResolver(grains, _clock).ResolveAsync(UserId.Parse("user_ada"), Query).AsTask();
    }

    private Task<CallerResolution> AnswerAsync()
    {
        _asked.Add(new TaskCompletionSource<CallerResolution>());
        return _asked[^1].Task;
    }

    private Task WaitAsync()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        return Patience.UntilAsync(() => _asked.Count == 2, TestContext.Current.CancellationToken);
    }

    // Whatever would go on waits for its turn, as it does where all threads are busy.
    private sealed class HeldTurns : SynchronizationContext
    {
        private readonly Queue<Action> _turns = [];

        public override void Post(SendOrPostCallback d, object? state) => _turns.Enqueue(() => d(state));

        public T Begin<T>(Func<T> action)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return action();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public void Run()
        {
            while (_turns.TryDequeue(out var turn)) turn();
        }
    }
}
