using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

public sealed class UnverifiedTokenTests
{
    [Fact]
    public void TryRead_GenuineToken_GivesWhatItSays()
    {
        Assert.True(UnverifiedToken.TryRead(Forge.Token(), out var claims));
        Assert.Equal(new UnverifiedToken(Forge.Issuer, 1_790_845_212, 1_790_845_272), claims);
    }

    [Fact]
    public void TryRead_TokenThatNobodySigned_GivesWhatItSaysToo()
    {
        Assert.True(UnverifiedToken.TryRead($"e30.{Forge.Encode("{\"iss\":\"x\"}")}.AA", out var claims));
        Assert.Equal(new UnverifiedToken("x", 0, 0), claims);
        Assert.True(UnverifiedToken.TryRead("e30.e30.AA", out claims));
        Assert.Equal(default, claims);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"iss\":5}")]
    [InlineData("{\"iat\":\"5\"}")]
    [InlineData("{\"iat\":1e400}")]
    [InlineData("{\"iss\":\"a\",\"iss\":\"b\"}")]
    public void TryRead_PayloadIsNone_IsFalse(string payload) =>
        Assert.False(UnverifiedToken.TryRead($"e30.{Forge.Encode(payload)}.AA", out _));

    [Fact]
    public void TryRead_RandomText_NeverThrows()
    {
        var mutation = new Mutation(new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine)));
        for (var i = 0; i < 10_000; i++) UnverifiedToken.TryRead(mutation.Unsigned(), out _);
        Assert.False(UnverifiedToken.TryRead(new string('a', 1_000_000), out _));
        Assert.False(UnverifiedToken.TryRead("", out _));
        Assert.False(UnverifiedToken.TryRead("..", out _));
    }
}
