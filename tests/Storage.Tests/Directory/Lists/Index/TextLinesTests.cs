using System.Buffers;
using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory;
using Identity.Storage.Directory.Lists.Index;

namespace Identity.Storage.Tests.Directory.Lists.Index;

public class TextLinesTests
{
    private static readonly UserEntry User = new()
    {
        Id = UserId.Parse("user_Ann"),
        Revision = 1,
        FirstName = "Ann",
        LastName = "Émile",
        Username = "Ann",
        EmailAddresses = ["ann@x.org", "b@y.org"],
        PhoneNumbers = ["+15550100"],
        Web3Wallets = ["0xAbC1"],
    };

    [Theory]
    [InlineData("user_ann", "Id")]
    [InlineData("ann émile", "Name")]
    [InlineData("ann", "Id, Name, Username, EmailAddress")]
    [InlineData("b@y", "EmailAddress")]
    [InlineData("+1555", "PhoneNumber")]
    [InlineData("0xabc1", "Other")]
    [InlineData("ann@x.orgb", "0")]
    [InlineData("nobody", "0")]
    public void Holds_ATextInItsLine_AndInNoOther(string text, string kinds)
    {
        var lines = LinesOf(User);
        LineKinds found = default;
        foreach (var kind in Enum.GetValues<LineKinds>().Where(kind => kind is not LineKinds.Any))
        {
            if (TextLines.Holds(lines, Encoding.UTF8.GetBytes(text), kind)) found |= kind;
        }

        Assert.Equal(kinds, found.ToString());
        Assert.Equal(found != default, TextLines.Holds(lines, Encoding.UTF8.GetBytes(text), LineKinds.Any));
    }

    [Fact]
    public void Holds_OneOfSeveralKinds() => Assert.True(TextLines.Holds(
        LinesOf(User), "0xabc"u8, LineKinds.Other | LineKinds.Name));

    private static ReadOnlySpan<byte> LinesOf(UserEntry user)
    {
        var output = new ArrayBufferWriter<byte>();
        TextLines.Write(
            new IndexedUser { Id = user.Id, Body = DirectoryText.TextOf(user)!.Body, Username = user.Username }, output);
        return output.WrittenSpan;
    }
}
