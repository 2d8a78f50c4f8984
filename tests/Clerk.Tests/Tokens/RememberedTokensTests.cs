using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>What is remembered, and for how long: the bounds.</summary>
public sealed class RememberedTokensTests
{
    private const long Now = 1000;
    private static readonly SessionClaims Claims = new Verifying().Accept(Forge.Token());

    [Fact]
    public void TryFind_ExactText_IsFoundAndNothingElse()
    {
        var tokens = new RememberedTokens(10, long.MaxValue);
        tokens.Add(Token("header.payload.signature"), Now + 1, Now);
        Assert.True(tokens.TryFind("header.payload.signature", Now, out var token));
        Assert.Equal("header.payload.signature", token.Text);
        foreach (var other in new[] { "", "signature", "Header.payload.signature", "header.payload.signature " })
            Assert.False(tokens.TryFind(other, Now, out _));
    }

    [Fact]
    public void TryFind_SameLastCharacters_AreTwoTokens()
    {
        var (end, tokens) = (new string('s', 40), new RememberedTokens(10, long.MaxValue));
        tokens.Add(Token("a" + end), Now + 1, Now);
        tokens.Add(Token("b" + end), Now + 1, Now);
        Assert.True(tokens.TryFind("a" + end, Now, out var token));
        Assert.Equal("a" + end, token.Text);
        Assert.False(tokens.TryFind("c" + end, Now, out _));
    }

    [Fact]
    public void TryFind_Ended_IsGoneAndItsMemoryToo()
    {
        var tokens = new RememberedTokens(10, long.MaxValue);
        tokens.Add(Token("a"), Now + 20, Now);
        tokens.Add(Token("b"), Now + 10, Now);
        Assert.True(tokens.TryFind("b", Now + 9, out _));
        Assert.False(tokens.TryFind("b", Now + 10, out _));
        Assert.Equal(1, tokens.Count);
        Assert.False(tokens.TryFind("anything", Now + 20, out _));
        Assert.Equal((0, 0L), (tokens.Count, tokens.Bytes));
    }

    [Fact]
    public void Add_EndedAlready_IsNotKept()
    {
        var tokens = new RememberedTokens(10, long.MaxValue);
        tokens.Add(Token("a"), Now, Now);
        Assert.Equal((0, 0L), (tokens.Count, tokens.Bytes));
    }

    [Fact]
    public void Add_MoreThanTheCount_LetsGoOfWhoeverEndsFirst()
    {
        var tokens = new RememberedTokens(2, long.MaxValue);
        tokens.Add(Token("late"), Now + 30, Now);
        tokens.Add(Token("early"), Now + 10, Now);
        tokens.Add(Token("middle"), Now + 20, Now);
        Assert.False(tokens.TryFind("early", Now, out _));
        Assert.True(tokens.TryFind("middle", Now, out _));
        Assert.True(tokens.TryFind("late", Now, out _));
    }

    [Fact]
    public void Add_MoreThanTheBytes_StaysWithinThem()
    {
        var size = Token("0000").Size;
        var tokens = new RememberedTokens(int.MaxValue, 10 * size);
        for (var i = 0; i < 1000; i++)
        {
            tokens.Add(Token($"{i:0000}"), Now + i + 1, Now);
            Assert.InRange(tokens.Bytes, size, 10 * size);
        }

        Assert.Equal((10, 10 * size), (tokens.Count, tokens.Bytes));
        Assert.True(tokens.TryFind("0999", Now, out _));
    }

    [Fact]
    public void Add_SameTextTwice_TheLatestCounts()
    {
        var tokens = new RememberedTokens(10, long.MaxValue);
        tokens.Add(Token("a"), Now + 10, Now);
        var latest = Token("a");
        tokens.Add(latest, Now + 20, Now);
        Assert.True(tokens.TryFind("a", Now + 15, out var found));
        Assert.Same(latest, found);
        Assert.False(tokens.TryFind("a", Now + 20, out _));
        Assert.Equal((0, 0L), (tokens.Count, tokens.Bytes));
    }

    [Fact]
    public void Size_PermissionsMultipliedOut_AreCounted()
    {
        // 4 KB of a token can stand for many times that in permissions.
        var features = string.Join(',', Enumerable.Range(0, 80).Select(i => $"o:feature{i}"));
        var names = string.Join(',', Enumerable.Range(0, 60).Select(i => $"p{i}"));
        var masks = string.Join(',', Enumerable.Repeat((1UL << 60) - 1, 80));
        var claims = new Verifying().Accept(Forge.Token(Forge.Payload(claims =>
        {
            claims["fea"] = features;
            (claims["o"]!["per"], claims["o"]!["fpm"]) = (names, masks);
        })));
        var permissions = claims.Organization!.Permissions;
        Assert.Equal(80 * 60, permissions.Length);
        var size = new RememberedToken("text", default, "", Forge.Key, claims).Size;
        Assert.InRange(size, permissions.Sum(permission => 24 + (2L * permission.Length)), long.MaxValue);
    }

    [Fact]
    public void Token_Printed_IsHidden() => Assert.Equal("***", Token("secret").ToString());

    [Fact]
    public void AddAndFind_FromManyThreads_StayWithinTheBounds()
    {
        var (random, wrong) = (TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine), 0);
        var size = Token("0000").Size;
        var tokens = new RememberedTokens(100, 60 * size);
        Parallel.For(0, 50_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var hash = (uint)HashCode.Combine(i, random);
            var text = $"{hash % 500:0000}";
            if (hash % 3 == 0) tokens.Add(Token(text), (i / 100) + 1 + (hash % 50), i / 100);
            else if (tokens.TryFind(text, i / 100, out var found) && found.Text != text) Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
        Assert.InRange(tokens.Count, 0, 60);
        Assert.Equal(tokens.Count * size, tokens.Bytes);
        tokens.TryFind("", long.MaxValue - 1, out _);
        Assert.Equal((0, 0L), (tokens.Count, tokens.Bytes));
    }

    private static RememberedToken Token(string text) => new(text, default, Forge.Kid, Forge.Key, Claims);
}
