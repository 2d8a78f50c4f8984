using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Orleans.Runtime;

namespace Identity.Grains.Tests.Callers;

/// <summary>How the caller travels.</summary>
public sealed class CallerContextTests
{
    private static readonly CallerIdentity Ada = new(
        UserId.Parse("user_ada"), SessionId.Parse("sess_ada"), OrganizationId.Parse("org_1"), 7);

    [Fact]
    public void Use_Nested_BringsBackWhoItWas()
    {
        RequestContext.Clear();
        var ben = new CallerIdentity(UserId.Parse("user_ben"), SessionId.Parse("sess_ben"));
        using (CallerContext.Use(Ada))
        {
            Assert.Equal(Ada, CallerContext.Current);
            using (CallerContext.Use(ben)) Assert.Equal(ben, CallerContext.Current);
            Assert.Equal(Ada, CallerContext.Current);
            using (CallerContext.Use(null)) Assert.Null(CallerContext.Current);
            Assert.Equal(Ada, CallerContext.Current);
        }

        Assert.Null(CallerContext.Current);
        Assert.Empty(RequestContext.Entries);
    }

    [Fact]
    public void Use_Carries_IdsAndTheVersionOnly()
    {
        RequestContext.Clear();
        using var scope = CallerContext.Use(Ada);

        Assert.Equal(
            ["identity.organization=org_1", "identity.session=sess_ada", "identity.user=user_ada", "identity.version=7"],
            RequestContext.Entries.Select(entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("identity.user", "org_1")]
    [InlineData("identity.user", "user_a b")]
    [InlineData("identity.user", 1)]
    [InlineData("identity.session", "user_ada")]
    public void Current_Unreadable_Nobody(string key, object value)
    {
        using var scope = CallerContext.Use(Ada);
        RequestContext.Set(key, value);

        Assert.Null(CallerContext.Current);
    }
}
