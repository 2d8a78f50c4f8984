using System.Text;
using Identity.Storage.Inbox;

namespace Identity.Storage.Tests.Inbox;

public sealed class MentionTests
{
    [Theory]
    [InlineData("""{"inviter_id":"user_a"}""")]
    [InlineData("user_a")]
    [InlineData("user_a,user_b")]
    [InlineData("""{"note":"{\"id\":\"user_a\"}"}""")]
    [InlineData("https://example.com/user_a/avatar.png")]
    [InlineData("user_ab user_a")]
    [InlineData("xuser_a user_a")]
    [InlineData("\u00e9user_a\u00e9")]
    public void IsIn_IdAsAWhole_IsTrue(string body) => Assert.True(IsIn(body));

    [Theory]
    [InlineData("")]
    [InlineData("user_")]
    [InlineData("user_ab")]
    [InlineData("user_a_")]
    [InlineData("user_a1")]
    [InlineData("superuser_a")]
    [InlineData("_user_a")]
    [InlineData("USER_A")]
    public void IsIn_PartOfAnotherId_IsFalse(string body) => Assert.False(IsIn(body));

    private static bool IsIn(string body) => Mention.IsIn(Encoding.UTF8.GetBytes(body), "user_a"u8);
}
