using Identity.Storage.Directory.Lists;

namespace Identity.Storage.Tests.Directory.Lists;

public class UserFilterTests
{
    /// <summary>Then a text is looked for among these, and not in the index of texts, which may know many more.</summary>
    [Fact]
    public void NamesUsers_WhereAnIndexLeadsToFew()
    {
        var some = new SignedValues(["a"], []);
        UserFilter[] named =
        [
            new() { UserIds = some }, new() { ExternalIds = some }, new() { OrganizationIds = some },
            new() { EmailAddresses = ["a"] }, new() { PhoneNumbers = ["a"] }, new() { Usernames = ["a"] },
            new() { Web3Wallets = ["a"] }, new() { Provider = "oauth_google", ProviderUserIds = ["a"] },
        ];
        UserFilter[] others =
        [
            new(), new() { Text = "a" }, new() { Banned = true }, new() { UserIds = new SignedValues([], ["a"]) },
            new() { Provider = "oauth_google" },
        ];

        Assert.All(named, filter => Assert.True(filter.NamesUsers, $"{filter}"));
        Assert.All(others, filter => Assert.False(filter.NamesUsers, $"{filter}"));
    }
}
