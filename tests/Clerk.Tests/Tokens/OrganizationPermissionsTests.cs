using System.Text.Json.Nodes;
using Identity.Clerk.Tokens;
using Identity.Testing;

namespace Identity.Clerk.Tests.Tokens;

public sealed class OrganizationPermissionsTests
{
    private static readonly JsonArray Rows = TestFiles.Vectors("v2-permission-vectors").AsArray();

    public static TheoryData<int> Numbers() => new(Enumerable.Range(0, Rows.Count));

    [Fact]
    public void Rows_All_AreThere() => Assert.Equal(28, Rows.Count);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Decode_Row_GivesWhatBothReadingsGrant(int number)
    {
        var row = Rows[number]!;
        var fullList = row["full_list"]!.AsArray().Select(name => (string)name!).ToHashSet();
        var expected = row["js"]!.AsArray().Select(name => (string)name!).Where(fullList.Contains);
        Assert.Equal(expected,
            OrganizationPermissions.Decode((string?)row["fea"], (string?)row["per"], (string?)row["fpm"]));
    }

    [Theory]
    [InlineData("1invalid")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("+3")]
    [InlineData("0x3")]
    [InlineData("3e0")]
    [InlineData("1 3")]
    [InlineData("٣")]
    [InlineData("")]
    [InlineData(",3")]
    public void Decode_MalformedMask_GrantsNothing(string fpm) =>
        Assert.Empty(OrganizationPermissions.Decode("o:f", "a,b", fpm));

    [Theory]
    [InlineData("dashboard")]
    [InlineData("o:f,dashboard")]
    [InlineData("dashboard,o:f")]
    public void Decode_FeatureWithoutScope_GrantsNothingAfterIt(string fea) =>
        Assert.Empty(OrganizationPermissions.Decode(fea, "a,b", "3,3"));

    [Fact]
    public void Decode_BothReadingsDiffer_GrantsTheIntersection()
    {
        Assert.Equal<string>(["org:leads:send"],
            OrganizationPermissions.Decode("u:billing,o:leads", "read,send", "3,2"));
        Assert.Empty(OrganizationPermissions.Decode("u:billing,o:leads", "read,send", "1,2"));
        Assert.Empty(OrganizationPermissions.Decode("u:billing,o:leads", "read,send", "3"));
    }

    [Fact]
    public void Decode_AtTheLimits_AreTheLastToPass()
    {
        var names = string.Join(',', Enumerable.Range(0, 1000));
        Assert.NotEmpty(OrganizationPermissions.Decode("o:f", names, "1"));
        Assert.Empty(OrganizationPermissions.Decode("o:f", names + ",x", "1"));
        Assert.NotEmpty(OrganizationPermissions.Decode("o:f", "a", new string('7', 1000)));
        Assert.Empty(OrganizationPermissions.Decode("o:f", "a", new string('7', 1001)));
    }

    [Fact]
    public void Decode_Random_NeverGrantsMoreThanEitherReading()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        string[] scopes = ["o", "u", "uo", "ou"];
        for (var i = 0; i < 5000; i++)
        {
            var features = Enumerable.Range(0, random.Next(1, 6))
                .Select(n => (Scope: scopes[random.Next(4)], Name: $"f{n}"))
                .ToArray();
            var names = Enumerable.Range(0, random.Next(1, 5)).Select(n => $"p{n}").ToArray();
            var masks = Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(0, 32)).ToArray();
            var decoded = OrganizationPermissions.Decode(
                string.Join(',', features.Select(f => $"{f.Scope}:{f.Name}")),
                string.Join(',', names),
                string.Join(',', masks));
            var scoped = features.Where(f => f.Scope.Contains('o')).ToArray();
            var byOrdinal = scoped.SelectMany((f, n) => Granted(f.Name, n));
            var byPosition = features.SelectMany((f, n) => f.Scope.Contains('o') ? Granted(f.Name, n) : []);
            Assert.Equal(byOrdinal.Intersect(byPosition), decoded);

            IEnumerable<string> Granted(string feature, int index) => index >= masks.Length
                ? []
                : names.Where((_, bit) => (masks[index] >> bit & 1) == 1).Select(name => $"org:{feature}:{name}");
        }
    }
}
