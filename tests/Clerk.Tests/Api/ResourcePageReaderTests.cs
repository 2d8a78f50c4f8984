using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Identity.Clerk.Api;
using Identity.Clerk.Resources;
using Identity.Testing;

namespace Identity.Clerk.Tests.Api;

public sealed class ResourcePageReaderTests
{
    private const string Good = """{"id":"perm_1","key":"k","created_at":1,"updated_at":2}""";

    private static readonly string[] Answers =
        ["users", "organizations", "organization", "organization_memberships", "organization_invitations"];

    [Theory]
    [InlineData("[]", 0, null)]
    [InlineData(" [ ] ", 0, null)]
    [InlineData("""{"data":[]}""", 0, null)]
    [InlineData("""{"data":[],"total_count":7}""", 0, 7L)]
    [InlineData($"[{Good},{Good}]", 2, null)]
    [InlineData($$"""{"total_count":9,"more":{"data":5},"data":[{{Good}}]}""", 1, 9L)]
    public void Read_Page_GivesItemsAndTotal(string body, int count, long? total)
    {
        var page = Read(body);
        Assert.Equal((count, total), (page?.Items.Length, page?.TotalCount));
        Assert.Empty(page!.Unreadable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"[]\"")]
    [InlineData("[")]
    [InlineData("[]]")]
    [InlineData("[}")]
    [InlineData("[1,]")]
    [InlineData("{}")]
    [InlineData("{\"data\":{}}")]
    [InlineData("{\"data\":null}")]
    [InlineData("{\"data\":[]")]
    [InlineData("{\"data\":[]}{}")]
    [InlineData("{\"data\":[],\"data\":[]}")]
    [InlineData("{\"data\":[],\"total_count\":\"7\"}")]
    public void Read_NoPage_IsNull(string body) => Assert.Null(Read(body));

    [Theory]
    [InlineData("5", null, "permission: expected an object")]
    [InlineData("null", null, "permission: expected an object")]
    [InlineData("[]", null, "permission: expected an object")]
    [InlineData("{}", null, "permission.id: missing")]
    [InlineData("""{"id":5}""", null, "permission.id: expected a string")]
    [InlineData("""{"id":"perm_2"}""", "perm_2", "permission.key: missing")]
    [InlineData("""{"id":"perm_2","id":"perm_3"}""", null, "permission.id: given twice")]
    [InlineData("""{"id":"\ud800"}""", null, "permission.id: half a surrogate pair")]
    [InlineData("""{"id":"a b"}""", null, "permission.id: expected an id that starts with perm_")]
    public void Read_UnreadableItem_IsReportedBetweenTheOthers(string item, string? id, string reason)
    {
        var page = Read($"[{Good},{item},{Good}]")!;
        Assert.Equal(2, page.Items.Length);
        Assert.Equal(new UnreadableItem(id, reason), Assert.Single(page.Unreadable));
        Assert.Equal((3, "perm_1"), (page.Count, page.LastId));
        Assert.Equal(id, Read($"[{item}]")!.LastId);
    }

    // A user chooses their own unsafe_metadata, and 8 KB of brackets are deeper than a resource may be.
    [Theory]
    [InlineData("[{0},{1}]")]
    [InlineData("{{\"data\":[{0},{1}]}}")]
    public void Read_ItemNestedTooDeeply_SpoilsNoOther(string form)
    {
        var bomb = $$"""{"unsafe_metadata":{{new string('[', 4000)}}{{new string(']', 4000)}},"id":"perm_2"}""";
        foreach (var (first, second) in new[] { (Good, bomb), (bomb, Good) })
        {
            var body = string.Format(CultureInfo.InvariantCulture, form, first, second);
            var page = Read(body)!;
            Assert.Single(page.Items);
            Assert.Equal("perm_2", Assert.Single(page.Unreadable).Id);
            Assert.Equal(second == bomb ? "perm_2" : "perm_1", page.LastId);
        }
    }

    [Fact]
    public void Read_ItemThatIsNotUtf8_SpoilsNoOther()
    {
        byte[] body = [.. "["u8, .. Encoding.UTF8.GetBytes(Good), .. ",{\"id\":\"perm_"u8, 0xff, .. "\"}]"u8];
        var page = ResourcePageReader.Read<PermissionResource>(body, PermissionResource.TryRead)!;
        Assert.Equal(new UnreadableItem(null, "permission: not JSON, or nested too deeply"),
            Assert.Single(page.Unreadable));
        Assert.Equal("perm_1", page.LastId);
    }

    [Fact]
    public void Read_Items_AreCopied()
    {
        var body = Encoding.UTF8.GetBytes($"[{Good}]");
        var page = ResourcePageReader.Read<PermissionResource>(body, PermissionResource.TryRead)!;
        body.AsSpan().Clear();
        Assert.Equal(Good, Encoding.UTF8.GetString(page.Items[0].Raw.Bytes.Span));
    }

    [Fact]
    public void Read_MutatedAnswers_NeverThrows()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var answers = Array.ConvertAll(Answers, name => Encoding.UTF8.GetBytes(TestFiles.Answer(name)));
        var (pages, refused) = (0, 0);
        for (var i = 0; i < 4_000; i++)
        {
            var body = Mutation.Of(answers[random.Next(answers.Length)], random).Span;
            var users = ResourcePageReader.Read<UserResource>(body, UserResource.TryRead);
            var memberships = ResourcePageReader.Read<OrganizationMembershipResource>(
                body, OrganizationMembershipResource.TryRead);
            var domains = ResourcePageReader.Read<ClerkResource>(
                body,
                (json, [NotNullWhen(true)] out it, [NotNullWhen(false)] out error) =>
                    ClerkResource.TryRead(ResourceKind.OrganizationDomain, json, out it, out error));
            Assert.Equal(users?.Count, memberships?.Count);
            Assert.False(users is { LastId: null, Items.Length: > 0 });
            Assert.Equal(users?.Count, domains?.Count);
            if (users is null) refused++;
            else pages++;
        }

        Assert.True(pages > 0 && refused > 0);
    }

    [Fact]
    public void Read_AnyTokens_AgreesWithTheJsonParser()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        string[] tokens =
            ["{", "}", "[", "]", ",", ":", "\"data\"", "\"id\"", "\"total_count\"", "1", "null", " ", "\""];
        var pages = 0;
        for (var i = 0; i < 50_000; i++)
        {
            // Every other one begins and ends as a list does: some of those are lists.
            var chosen = Enumerable.Range(0, random.Next(12)).Select(_ => tokens[random.Next(tokens.Length)]);
            var text = i % 2 == 0 ? string.Concat(chosen) : $"[{string.Concat(chosen)}]";
            if (Read(text) is not { } page) continue;
            pages++;
            using var json = JsonDocument.Parse(text);
            var list = json.RootElement.ValueKind == JsonValueKind.Array
                ? json.RootElement
                : json.RootElement.GetProperty("data");
            Assert.Equal(list.GetArrayLength(), page.Count);
        }

        Assert.InRange(pages, 1_000, 49_000);
    }

    private static ResourcePage<PermissionResource>? Read(string body) =>
        ResourcePageReader.Read<PermissionResource>(Encoding.UTF8.GetBytes(body), PermissionResource.TryRead);
}
