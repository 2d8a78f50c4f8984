using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;
using Identity.Testing;

namespace Identity.Clerk.Tests.Resources;

public sealed class ClerkEventReaderTests
{
    private const string Grant = """{"id":"perm_1","key":"k","created_at":1,"updated_at":2}""";

    private static readonly string[] HandledTypes =
    [
        "user.created", "user.deleted", "session.created", "organization.created", "organization.deleted",
        "organizationMembership.created", "organizationMembership.deleted", "email.created",
        "organizationInvitation.accepted", "organizationDomain.deleted", "waitlistEntry.updated",
        "subscription.pastDue", "subscriptionItem.active", "paymentAttempt.updated",
        "role.updated", "role.deleted", "permission.created", "permission.deleted",
    ];

    [Fact]
    public void TryRead_PrimaryIdPointsNowhere_IsNull()
    {
        var envelope = Events.Changed("user.created", data => data["primary_email_address_id"] = "idn_other");
        var user = Events.Read<UserUpserted>(envelope).User;
        Assert.Null(user.PrimaryEmailAddress);
        Assert.Single(user.EmailAddresses);
    }

    [Fact]
    public void TryRead_PrimaryIsTheSecond_IsThatOne()
    {
        const string Addresses =
            """[{"id":"a","email_address":"a@x"},{"id":"b","email_address":"b@x"},{"email_address":"c@x"}]""";
        var envelope = Events.Changed("user.created", data =>
        {
            data["email_addresses"] = JsonNode.Parse(Addresses);
            data["primary_email_address_id"] = "b";
        });
        var user = Events.Read<UserUpserted>(envelope).User;
        Assert.Equal("b@x", user.PrimaryEmailAddress);
        Assert.Equal<string>(["a@x", "b@x", "c@x"], user.EmailAddresses);
    }

    [Fact]
    public void TryRead_TextAtTheLimit_IsTheLastToPass()
    {
        Assert.True(ClerkEventReader.TryRead(Named(new string('é', 4096)), out _, out _));
        Assert.Equal("data.first_name: too long", Events.Problem(Named(new string('é', 4097))));
        Assert.Equal("data.first_name: too long", Events.Problem(Named(new string('é', 100_000))));
        static WebhookEnvelope Named(string name) => Events.Changed("user.created", data => data["first_name"] = name);
    }

    [Fact]
    public void TryRead_CountsAtTheLimit_AreTheLastToPass()
    {
        Assert.True(ClerkEventReader.TryRead(Addresses(1000), out _, out _));
        Assert.Equal("data.email_addresses: too many", Events.Problem(Addresses(1001)));
        Assert.True(ClerkEventReader.TryRead(Permissions(10_000), out _, out _));
        Assert.Equal("data.permissions: too many", Events.Problem(Permissions(10_001)));
        Assert.True(ClerkEventReader.TryRead(Grants(1000), out _, out _));
        Assert.Equal("data.permissions: too many", Events.Problem(Grants(1001)));

        static WebhookEnvelope Addresses(int count) =>
            Events.Replaced("user.created", "email_addresses", List("{\"email_address\":\"x\"}", count));
        static WebhookEnvelope Permissions(int count) =>
            Events.Replaced("organizationMembership.created", "permissions", List("\"p\"", count));
        static WebhookEnvelope Grants(int count) =>
            Events.Replaced("role.updated", "permissions", List(Grant, count));
        static string List(string item, int count) => $"[{string.Join(',', Enumerable.Repeat(item, count))}]";
    }

    [Fact]
    public void TryRead_OddTextInWhatIsNotModelled_IsKeptAsItStands()
    {
        const string Data =
            """{"id":"org_1","name":"n","created_at":1,"updated_at":2,"public_metadata":{"\ud800":"\u0000"}}""";
        var organization =
            Events.Read<OrganizationUpserted>(Events.Envelope("organization.updated", Data)).Organization;
        Assert.Equal(Data, Encoding.UTF8.GetString(organization.Raw.Bytes.Span));
    }

    [Theory]
    [InlineData("\"user_3K5Qy9VzFpcm0RzckqATkRxW2YY\"", "user_3K5Qy9VzFpcm0RzckqATkRxW2YY")]
    [InlineData("\"agent_1\"", null)]
    [InlineData("null", null)]
    public void TryRead_Actor_IsTheUserIfItIsOne(string subject, string? expected)
    {
        var envelope =
            Events.Changed("session.created", data => data["actor"] = JsonNode.Parse($$"""{"sub":{{subject}}}"""));
        Assert.Equal(expected, Events.Read<SessionChanged>(envelope).Session.ActorId?.Value);
    }

    [Fact]
    public void TryRead_SessionOfOneUserWithAnother_IsRefused()
    {
        var envelope = Events.Changed("session.created", data => data["user_id"] = "user_other");
        Assert.Equal("data.user.id: not the session's user", Events.Problem(envelope));
    }

    [Fact]
    public void TryRead_CreatedByEmpty_IsNobody()
    {
        var envelope = Events.Changed("organization.created", data => data["created_by"] = "");
        Assert.Null(Events.Read<OrganizationUpserted>(envelope).Organization.CreatedBy);
    }

    [Theory]
    [InlineData("user.merged")]
    [InlineData("User.created")]
    [InlineData("organizationDomain.verified")]
    [InlineData("role.granted")]
    [InlineData("permission")]
    [InlineData("")]
    [InlineData("sessions.created")]
    public void TryRead_UnknownType_IsNotHandledWhateverTheData(string type)
    {
        var envelope = Events.Envelope(type, "{}");
        Assert.Equal(new NotHandled(type), Events.Read<NotHandled>(envelope));
        Assert.True(ClerkEventRouting.TryRoute(envelope, out var target));
        Assert.Equal(default, target);
    }

    [Theory]
    [InlineData("user.created", "{}")]
    [InlineData("user.deleted", """{"id":"org_1"}""")]
    [InlineData("session.revoked", """{"id":"sess_1"}""")]
    [InlineData("organization.updated", """{"id":5}""")]
    [InlineData("organizationMembership.deleted", """{"organization":{"id":"org_1"}}""")]
    [InlineData("organizationMembership.deleted", """{"organization":null,"public_user_data":{"user_id":"user_1"}}""")]
    [InlineData("role.created", """{"id":"perm_1"}""")]
    [InlineData("role.deleted", """{"key":"org:admin"}""")]
    [InlineData("permission.deleted", """{"id":null}""")]
    [InlineData("waitlistEntry.created", """{"id":"entry"}""")]
    [InlineData("subscription.active", """{"id":"csub_1","payer":{"user_id":5}}""")]
    [InlineData("organizationDomain.deleted", """{"id":"org_1"}""")]
    [InlineData("user.deleted", "not json")]
    [InlineData("user.deleted", "")]
    public void TryRoute_IdsMissing_IsFalse(string type, string data)
    {
        Assert.False(ClerkEventRouting.TryRoute(Events.Envelope(type, data), out var target));
        Assert.Equal(default, target);
    }

    [Fact]
    public void TryRoute_RestOfTheDataWrong_StillRoutes()
    {
        Assert.True(
            ClerkEventRouting.TryRoute(Events.Envelope("user.updated", """{"updated_at":"x","id":"user_1"}"""),
            out var target));
        var user = UserId.Parse("user_1");
        Assert.Equal(new EventTarget(EntityId.Of(user), user, null), target);
    }

    [Fact]
    public void TryRead_DataOfAnyBytes_NeverThrows()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        string[] tokens =
            ["{", "}", "[", "]", ",", ":", "\"id\"", "\"user_1\"", "null", "1", "\"\\ud800\"", "\"", "\\u00", "é"];
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ =>
                tokens[random.Next(tokens.Length)]));
            var envelope = Events.Envelope(HandledTypes[random.Next(HandledTypes.Length)], text);
            Assert.Equal(ClerkEventReader.TryRead(envelope, out var clerkEvent, out var error), clerkEvent is not null);
            Assert.NotEqual(clerkEvent is null, error is null);
            ClerkEventRouting.TryRoute(envelope, out _);
        }
    }

    [Fact]
    public void TryRead_MutatedSamples_NeverThrows()
    {
        var random = new Random(TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine));
        var samples = TestFiles.SampleNames().Select(TestFiles.Sample).ToArray();
        for (var i = 0; i < 30_000; i++)
        {
            var body = Mutation.Of(samples[random.Next(samples.Length)], random);
            if (!WebhookEnvelope.TryRead(body, out var envelope, out _)) continue;
            ClerkEventReader.TryRead(envelope, out _, out _);
            ClerkEventRouting.TryRoute(envelope, out _);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"id\":")]
    [InlineData("{\"email_addresses\":[")]
    [InlineData("{\"actor\":")]
    public void TryRead_DepthBomb_IsRefused(string open)
    {
        var bomb = string.Concat(Enumerable.Repeat(open, 10_000));
        foreach (var type in HandledTypes.Where(type => type != "email.created"))
            Assert.NotNull(Events.Problem(Events.Envelope(type, bomb)));
    }
}
