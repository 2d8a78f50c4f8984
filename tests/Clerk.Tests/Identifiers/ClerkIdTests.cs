using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Tests.Identifiers;

public sealed class ClerkIdTests
{
    [Theory]
    [InlineData("user_3K5Qy9VzFpcm0RzckqATkRxW2YY")]
    [InlineData("user_x")]
    [InlineData("user_with_underscore")]
    [InlineData("user_0123456789012345678901234567890123456789012345678901234567890123")]
    public void TryParse_WellFormed_KeepsTheText(string text)
    {
        Assert.True(UserId.TryParse(text, out var id));
        Assert.Equal(text, id.Value);
        Assert.Equal(text, id.ToString());
        Assert.Equal(UserId.Parse(text), id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("user_")]
    [InlineData("user")]
    [InlineData("User_x")]
    [InlineData("org_x")]
    [InlineData(" user_x")]
    [InlineData("user_x ")]
    [InlineData("user_x-y")]
    [InlineData("user_x.y")]
    [InlineData("user_\0")]
    [InlineData("user_é")]
    [InlineData("user_01234567890123456789012345678901234567890123456789012345678901234")]
    public void TryParse_Malformed_IsFalse(string? text)
    {
        Assert.False(UserId.TryParse(text, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void Parse_Malformed_DoesNotRepeatTheText()
    {
        var failure = Assert.Throws<FormatException>(() => UserId.Parse("secret"));
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_OfDefault_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => default(UserId).Value);
        Assert.Equal("", default(UserId).ToString());
    }

    [Fact]
    public void TryParse_OtherKinds_TakeTheirOwnPrefixOnly()
    {
        AssertPrefix<InstanceId>("ins_");
        AssertPrefix<MembershipId>("orgmem_");
        AssertPrefix<OrganizationId>("org_");
        AssertPrefix<PermissionId>("perm_");
        AssertPrefix<RoleId>("role_");
        AssertPrefix<SessionId>("sess_");
        AssertPrefix<UserId>("user_");
    }

    private static void AssertPrefix<TId>(string prefix)
        where TId : struct, IClerkId<TId>
    {
        string[] all = ["ins_", "orgmem_", "org_", "perm_", "role_", "sess_", "user_"];
        Assert.Equal(prefix, TId.Prefix);
        foreach (var other in all) Assert.Equal(other == prefix, TId.TryParse(other + "3K5Qy9", out _));
    }
}
