using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

public sealed class PemKeySourceTests
{
    private static readonly string Pem = Forge.Rsa.ExportSubjectPublicKeyInfoPem();

    [Fact]
    public async Task FindAsync_AnyKeyId_IsTheKey()
    {
        foreach (var lineBreak in new[] { "\n", "\\n", "\\r\\n" })
        {
            var text = Pem.Replace("\n", lineBreak, StringComparison.Ordinal);
            Assert.True(PemKeySource.TryCreate(text, out var source, out var error), error);
            Assert.NotNull(await source.FindAsync("whatever", TestContext.Current.CancellationToken));
            Assert.NotNull(await source.FindAsync("", TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sk_test_x")]
    public void TryCreate_NoPem_SaysSoWithoutTheText(string? text)
    {
        Assert.False(PemKeySource.TryCreate(text, out _, out var error));
        Assert.Equal("isn't a public key in PEM", error);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\"kid\":\"ins_whatever\",", true)]
    [InlineData("\"kid\":\"\",", false)]
    [InlineData("\"kid\":5,", false)]
    [InlineData("\"kid\":\"a b\",", false)]
    public async Task VerifyAsync_KeyIdInTheHeader_NeedsNoMatchButAForm(string kid, bool accepted)
    {
        Assert.True(PemKeySource.TryCreate(Pem, out var source, out _));
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Forge.Now));
        var verifier = new SessionTokenVerifier(source, new SessionTokenOptions { Issuer = Forge.Issuer }, clock);
        var header = Forge.Header.Replace($"\"kid\":\"{Forge.Kid}\",", kid, StringComparison.Ordinal);
        var verification =
            await verifier.VerifyAsync(Forge.Token(header: header), TestContext.Current.CancellationToken);
        Assert.Equal(accepted, verification.IsAccepted);
    }
}
