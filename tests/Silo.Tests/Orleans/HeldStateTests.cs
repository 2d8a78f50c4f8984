using Identity.Silo.Orleans;
using Identity.Testing;
using Orleans;
using Orleans.Runtime;

namespace Identity.Silo.Tests.Orleans;

public class HeldStateTests
{
    private static readonly StateKey Key = new("user", IdSpan.Create("user_1"));

    private readonly HeldStates _states = new();
    private readonly TaskCompletionSource _gone = new();
    private int _givenUp;

    [Fact]
    public void Notice_OwnVersion_KeepsTheGrain()
    {
        Read(3);
        Assert.False(_states.Notice(Key, 3));
        Assert.False(_states.Notice(Key, 2));
        Assert.Equal(0, _givenUp);
    }

    [Fact]
    public void Notice_LaterVersion_GivesTheGrainUp()
    {
        Read(3);
        Assert.True(_states.Notice(Key, 4));
        Assert.Equal(1, _givenUp);
    }

    /// <summary>Two activations of a new user: the other one wrote first.</summary>
    [Fact]
    public void Notice_NothingWasStoredWhenItWasRead_GivesTheGrainUp()
    {
        Read(0);
        Assert.True(_states.Notice(Key, 1));
    }

    [Fact]
    public void Notice_OwnWriteUnderWay_KeepsTheGrain()
    {
        var held = Read(3);
        held.Begin();
        Assert.False(_states.Notice(Key, 4));
        held.End(4);
        Assert.Equal(0, _givenUp);
    }

    [Fact]
    public void Notice_DuringAWriteThatFails_GivesTheGrainUpThen()
    {
        var held = Read(3);
        held.Begin();
        _states.Notice(Key, 4);
        held.End(null);
        Assert.Equal(1, _givenUp);
    }

    /// <summary>The read was asked before the other one wrote, and answered after this silo heard of the write.</summary>
    [Fact]
    public void Notice_DuringARead_IsNotForgotten()
    {
        var held = _states.Of(Key, Holder());
        held.Begin();
        _states.Notice(Key, 4);
        held.End(3);
        Assert.Equal(1, _givenUp);
    }

    [Fact]
    public void Notice_NobodyHasIt_IsNothing() => Assert.False(_states.Notice(Key, 4));

    [Fact]
    public void Of_AnotherActivation_HasAStateOfItsOwn()
    {
        var first = Read(3);
        var second = _states.Of(Key, Holder());
        Assert.NotSame(first, second);
        second.Begin();
        second.End(5);
        Assert.False(_states.Notice(Key, 5));
        Assert.Equal(1, _states.Count);
    }

    [Fact]
    public void Count_TheActivationIsGone_IsForgotten()
    {
        Read(3);
        Assert.Equal(1, _states.Count);
        _gone.SetResult();
        Assert.Equal(0, _states.Count);
    }

    private HeldState Read(int version)
    {
        var held = _states.Of(Key, Holder());
        held.Begin();
        held.End(version);
        return held;
    }

    private IGrainContext Holder() => Proxied.Of<IGrainContext>(
        ("get_Deactivated", _ => _gone.Task),
        ("Deactivate", _ => GiveUp()));

    private object? GiveUp()
    {
        _givenUp++;
        return null;
    }
}
