using Identity.Clerk.Tokens;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Plans and features of a token.</summary>
public sealed class EntitlementTests
{
    private const EntitlementScopes Both = EntitlementScopes.User | EntitlementScopes.Organization;

    [Theory]
    [InlineData("pro", "o:pro", Both, true)]
    [InlineData("pro", "u:pro", Both, true)]
    [InlineData("pro", "ou:pro", Both, true)]
    [InlineData("pro", "uo:pro", Both, true)]
    [InlineData("pro", "u:free, o:pro", Both, true)]
    [InlineData("org:pro", "o:pro", Both, true)]
    [InlineData("o:pro", "ou:pro", Both, true)]
    [InlineData("user:pro", "u:pro", Both, true)]
    [InlineData("u:pro", "uo:pro", Both, true)]
    [InlineData("org:pro", "u:pro", Both, false)]
    [InlineData("user:pro", "o:pro", Both, false)]
    [InlineData("pro", "o:pro", EntitlementScopes.User, false)]
    [InlineData("org:pro", "ou:pro", EntitlementScopes.User, false)]
    [InlineData("pro", "ou:pro", EntitlementScopes.User, true)]
    [InlineData("pro", "o:Pro", Both, false)]
    [InlineData("pro", "o:professional", Both, false)]
    [InlineData("pro", "o:p", Both, false)]
    public void IsGranted_Entries_ByScopeAndSlug(
        string wanted, string claim, EntitlementScopes live, bool expected) =>
        Assert.Equal(expected, Entitlement.Parse(wanted).IsGranted([.. claim.Split(',')], live));

    [Theory]
    [InlineData("pro")]
    [InlineData(":pro")]
    [InlineData("x:pro")]
    [InlineData("oo:pro")]
    [InlineData("O:pro")]
    [InlineData("org:pro")]
    [InlineData("o:")]
    [InlineData("o:pro plus")]
    [InlineData("o:u:pro")]
    [InlineData("o:pro\0")]
    [InlineData("")]
    public void IsGranted_OneMalformedEntry_NothingIs(string malformed)
    {
        Assert.False(Entitlement.Parse("pro").IsGranted(["o:pro", malformed], Both));
        Assert.False(Entitlement.Parse("pro").IsGranted([malformed, "o:pro"], Both));
    }

    [Fact]
    public void IsGranted_NoEntries_Nothing() => Assert.False(Entitlement.Parse("pro").IsGranted([], Both));

    [Theory]
    [InlineData("")]
    [InlineData(":pro")]
    [InlineData("ou:pro")]
    [InlineData("team:pro")]
    [InlineData("org:")]
    [InlineData("pro,free")]
    [InlineData(" pro")]
    public void Parse_AnotherForm_Throws(string text) =>
        Assert.Throws<FormatException>(() => Entitlement.Parse(text));
}
