using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Webhooks;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Identity.Testing;

namespace Identity.Ingest.Tests.Webhooks;

/// <summary>The samples are Clerk's, one file for a type; where there is none, a type of the same kind lends its own.</summary>
public class DocumentedEventTests
{
    private static readonly string[] OneTimeCodes = ["email.created", "sms.created"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples() => new(SampleNames());

    public static TheoryData<string> Types() => new(ClerkEventTypes.All.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Receive_DocumentedType_IsSettledAsItShould(string type)
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        await ReceiveAsync(silo, SampleOf(type), type);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Receive_Sample_IsSettledAsItShould(string name)
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        await ReceiveAsync(silo, name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receive_AllSamples_LeavesNothingUnsettled(bool backwards)
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        var names = SampleNames().Order(StringComparer.Ordinal).ToList();
        if (backwards) names.Reverse();
        foreach (var name in names) await silo.ReceiveAsync(MessageOf(name), Sample(name));
        var entries = await silo.Inbox.ListAsync(InboxFilter.None, null, 500, Cancel);
        Assert.Equal(names.Count - OneTimeCodes.Length, entries.Length);
        Assert.All(entries, entry => Assert.Contains(entry.State, new[] { InboxState.Applied, InboxState.Stale }));
        Assert.DoesNotContain(entries, entry => OneTimeCodes.Contains(entry.Type));
    }

    [Theory]
    [InlineData("email.created", "424242")]
    [InlineData("sms.created", "424242")]
    public async Task Receive_OneTimeCode_IsStoredNowhere(string type, string code)
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        var body = JsonNode.Parse(Sample(type))!;
        body["data"]!["body"] = $"Your code is {code}.";
        Assert.Equal(
            IntakeStatus.Discarded, (await silo.ReceiveAsync("msg_code", JsonBytes(body))).Status);
        Assert.Empty(await silo.FindAsync(code));
        Assert.Empty(await silo.FindAsync("msg_code"));
        Assert.Null(await silo.Inbox.FindAsync(null, MessageId.Parse("msg_code"), Cancel));
    }

    [Fact]
    public async Task Receive_UnknownType_IsKeptRaw()
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        using var received = silo.Measure("identity.webhook.received");
        var body = ClerkEventJson.Envelope("oven.preheated", new JsonObject { ["degrees"] = 180 }, 1_790_845_200_000);
        Assert.Equal(IntakeStatus.Kept, (await silo.ReceiveAsync("msg_1", body)).Status);
        var kept = await silo.Inbox.FindAsync(null, MessageId.Parse("msg_1"), Cancel);
        Assert.Equal((InboxState.Kept, "oven.preheated"), (kept!.State, kept.Type));
        Assert.Equal(body, kept.Body.ToArray());
        Assert.Equal(["other 1"], received.All);
    }

    [Fact]
    public async Task Receive_OneContradictsItself_TheUsersOtherEventsGoOn()
    {
        using var folder = new TempFolder();
        await using var silo = await RunningSilo.StartAsync(folder);
        const long Start = 1_790_845_200_000;
        var wrong = ClerkEventJson.User("user_1", Start + (3L * 86_400_000), "Wrong");
        var received = await Task.WhenAll(
            silo.ReceiveAsync("msg_1", "user.created", ClerkEventJson.User("user_1", Start), Start),
            silo.ReceiveAsync("msg_2", "user.updated", wrong, Start + 1),
            silo.ReceiveAsync("msg_3", "user.updated", ClerkEventJson.User("user_1", Start + 9, "Grace"), Start + 9));
        Assert.Equal(IntakeStatus.Quarantined, received[1].Status);
        Assert.NotNull(received[1].Reason);
        Assert.Equal("Grace", (await silo.User("user_1").GetAsync())!.FirstName);
        await silo.Sweeper.SweepAsync(Cancel);
        var counts = await silo.Inbox.CountAsync(Cancel);
        Assert.Equal((0, 1), (counts.Pending, counts.Quarantined));
    }

    private static async Task ReceiveAsync(RunningSilo silo, string name, string? type = null)
    {
        var body = JsonNode.Parse(Sample(name))!;
        body["type"] = type ??= (string)body["type"]!;
        var received = await silo.ReceiveAsync("msg_1", JsonBytes(body));
        var entry = await silo.Inbox.FindAsync(null, MessageId.Parse("msg_1"), Cancel);
        if (OneTimeCodes.Contains(type))
        {
            Assert.Equal(IntakeStatus.Discarded, received.Status);
            Assert.Null(entry);
            return;
        }

        Assert.Equal(new IntakeResult(IntakeStatus.Applied), received);
        Assert.Equal((InboxState.Applied, type), (entry!.State, entry.Type));
        Assert.Equal(KindOf(type), entry.Entity!.Value.Kind);
    }

    private static EntityKind KindOf(string type) => type.Split('.')[0] switch
    {
        "user" or "session" or "organizationMembership" => EntityKind.User,
        "organization" => EntityKind.Organization,
        "role" or "permission" => EntityKind.RoleCatalog,
        _ => EntityKind.Resource,
    };

    private static string SampleOf(string type) =>
        SampleNames().Contains(type) ? type : SampleNames().First(n => n.StartsWith(type.Split('.')[0] + '.', StringComparison.Ordinal));

    private static string MessageOf(string name) => "msg_" + name.Replace('.', '_').Replace('-', '_');

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Samples");

    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    private static byte[] JsonBytes(JsonNode body) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body);

    private static List<string> SampleNames() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(p => Path.GetFileNameWithoutExtension(p)!)
            .Order(StringComparer.Ordinal)];
}
