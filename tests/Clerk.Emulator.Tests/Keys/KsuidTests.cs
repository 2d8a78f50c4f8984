using System.Numerics;
using Identity.Clerk.Emulator.Keys;

namespace Identity.Clerk.Emulator.Tests.Keys;

public sealed class KsuidTests
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void Create_Moment_IsInTheFirstFourBytes()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_790_845_200);

        var id = Ksuid.Create("user", at);

        Assert.Matches("^user_[0-9A-Za-z]{27}$", id);
        Assert.Equal(1_790_845_200, SecondsOf(id["user_".Length..]));
    }

    [Fact]
    public void Create_Twice_Differs()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_790_845_200);

        Assert.NotEqual(Ksuid.Create("user", at), Ksuid.Create("user", at));
    }

    [Fact]
    public void CreateForMessage_FourMillisecondsLater_SortsLater()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_790_845_200_120);

        var earlier = Ksuid.CreateForMessage(at);
        var later = Ksuid.CreateForMessage(at.AddMilliseconds(4));

        Assert.True(string.CompareOrdinal(earlier, later) < 0);
        Assert.Equal(1_790_845_200, SecondsOf(later["msg_".Length..]));
    }

    /// <summary>The time of a real sample id of Clerk's is that of its <c>created_at</c>.</summary>
    [Fact]
    public void SecondsOf_ClerksOwnId_IsItsCreation() =>
        Assert.Equal(1_790_845_200, SecondsOf("3K5Qy9VzFpcm0RzckqATkRxW2YY"));

    private static long SecondsOf(string ksuid)
    {
        var value = ksuid.Aggregate(BigInteger.Zero, (sum, digit) => (sum * 62) + Digits.IndexOf(digit));
        return (long)(value >> 128) + 1_400_000_000;
    }
}
