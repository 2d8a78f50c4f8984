using System.Collections.Concurrent;
using Identity.Authentication.Propagation;
using Identity.Testing;

namespace Identity.Authentication.Tests.Propagation;

public sealed class ReplayGuardTests
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(240);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Remember_ManyAtOnce_EachOnceAndNoMoreThanAllowed()
    {
        var guard = new ReplayGuard(500, Span, _clock);
        var answers = new ConcurrentBag<PropagationRejection>();
        Parallel.For(0, 4000, i => answers.Add(guard.Remember((UInt128)(i % 1000))));

        Assert.Equal(500, answers.Count(answer => answer == PropagationRejection.None));
        Assert.Contains(PropagationRejection.TooMany, answers);
    }

    [Fact]
    public void Remember_WhileSpansPass_KnowsEachForOneSpanAtLeast()
    {
        var guard = new ReplayGuard(1000, Span, _clock);
        for (var i = 0; i < 64; i++)
        {
            Assert.Equal(PropagationRejection.None, guard.Remember((UInt128)i));
            _clock.Advance(Span / 8);
            for (var back = Math.Max(0, i - 7); back <= i; back++)
                Assert.Equal(PropagationRejection.Replayed, guard.Remember((UInt128)back));
        }

        _clock.Advance(Span * 2);
        Assert.Equal(PropagationRejection.None, guard.Remember(63));
    }
}
