using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.WebFront.ForwardAuth;

namespace Identity.WebFront.Tests.ForwardAuth;

public class RequirementReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("?")]
    public void Read_Nothing_AsksForAKnownCaller(string query) =>
        Assert.Same(Requirement.Authenticated, RequirementReader.Read(query.AsMemory(), out _));

    [Fact]
    public void Read_Everything_IsTaken()
    {
        var requirement = RequirementReader.Read(
            "?role=org:a&role=org:b&permission=org:x:y&audience=https%3A%2F%2Forders.example".AsMemory(), out var error);
        Assert.Null(error);
        Assert.Equal(["org:a", "org:b"], requirement!.Roles);
        Assert.Equal(["org:x:y"], requirement.Permissions);
        Assert.Equal("https://orders.example", requirement.Audience);
        Assert.False(requirement.Optional);
    }

    [Fact]
    public void Read_BeyondTheBounds_IsRefused()
    {
        AssertRefused("role=org:" + new string('a', RequirementReader.MaxValueLength));
        AssertRefused("audience=" + new string('a', RequirementReader.MaxValueLength + 1));
        AssertRefused(string.Join('&', Enumerable.Repeat("role=org:a", RequirementReader.MaxCount + 1)));
        AssertRefused(new string('a', RequirementReader.MaxLength + 1));
        AssertRefused("role=org:a%00");
        AssertRefused("role=org:caf%C3%A9");
        AssertRefused("role=org:a+b");
    }

    [Theory]
    [InlineData("role=org:a", null, false)]
    [InlineData("role=org:member", "org:member", true)]
    [InlineData("role=org:a&role=org:member", "org:member", true)]
    [InlineData("role=org:a", "org:member", false)]
    [InlineData("permission=org:x:read", "org:member", true)]
    [InlineData("permission=org:x:read&permission=org:x:pay", "org:member", false)]
    [InlineData("role=org:member&permission=org:x:read", "org:member", true)]
    [InlineData("role=org:a&permission=org:x:read", "org:member", false)]
    [InlineData("", null, true)]
    public void IsMetBy_RolesAnyPermissionsAll(string query, string? role, bool expected)
    {
        var organization = role is null ? null : new OrganizationAccess
        {
            Id = OrganizationId.Parse("org_1"),
            Role = role,
            Permissions = ImmutableArray.Create("org:x:read"),
        };
        Assert.Equal(expected, RequirementReader.Read(query.AsMemory(), out _)!.IsMetBy(organization));
    }

    [Fact]
    public void Requirements_ManyDifferentOnes_AreReadAndFewRemembered()
    {
        var requirements = new Requirements();
        for (var i = 0; i < 2 * Requirements.MaxRemembered; i++)
            Assert.Equal([$"org:r{i}"], requirements.Read($"?role=org:r{i}", out _)!.Roles);
        Assert.Equal(Requirements.MaxRemembered, requirements.Count);
        Assert.Same(requirements.Read("?role=org:r1", out _), requirements.Read("?role=org:r1", out _));
        Assert.Null(requirements.Read("?rolle=org:r1", out var error));
        Assert.NotNull(error);
    }

    private static void AssertRefused(string query)
    {
        Assert.Null(RequirementReader.Read(query.AsMemory(), out var error));
        Assert.NotNull(error);
    }
}
