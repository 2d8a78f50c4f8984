using System.Text.Json.Nodes;
using Identity.Cluster.Tests.Front;
using Identity.Testing;

namespace Identity.Cluster.Tests.Poison;

/// <summary>What can't be applied is set aside with its reason, holds up nobody, and is applied after a fix.</summary>
public sealed class PoisonTests
{
    private const string Parked = "identity_webhook_parked";
    private const long Start = 1_790_845_200_000;
    private const long TwoDays = 2 * 24 * 60 * 60 * 1000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Databases => Database.Names;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Poison_AmongOthersOfTheSameUser_IsQuarantinedAndTheyGoOn(string database)
    {
        await using var stored = await Database.CreateAsync(database);
        await using var front = await FrontProcess.StartAsync(stored.Settings);
        var inbox = new InboxClient(front);
        await Metrics.BecomesAsync(front, Parked, 0, Cancel);

        var mistyped = ClerkEventJson.User("user_1", Start + 2);
        mistyped["first_name"] = new JsonArray();
        await Task.WhenAll(
            front.AcknowledgedAsync("msg_1", Event("user.created", User(Start)), Cancel),
            front.AcknowledgedAsync("msg_unparsable", """{"type":"user.updated","data":{"""u8.ToArray(), Cancel),
            front.AcknowledgedAsync("msg_mistyped", Event("user.updated", mistyped), Cancel),
            front.AcknowledgedAsync("msg_contradictory", Event("user.updated", User(Start + TwoDays, "Never")), Cancel),
            front.AcknowledgedAsync("msg_2", Event("user.updated", User(Start + 9, "Adaeze")), Cancel));

        await inbox.DrainedAsync(Cancel);
        Assert.Equal("Adaeze", (await CallerView.GetAsync(front, "user_1", null, Cancel)).Name);
        await IsQuarantinedAsync(inbox, "msg_unparsable", "JSON");
        await IsQuarantinedAsync(inbox, "msg_mistyped", "first_name");
        await IsQuarantinedAsync(inbox, "msg_contradictory", "updated_at");
        await Metrics.BecomesAsync(front, Parked, 3, Cancel);

        // Nothing was fixed, so nothing is applied, whoever releases it.
        Assert.Equal("quarantined", await inbox.ReplayAsync("msg_contradictory", "release", Cancel));
        await IsQuarantinedAsync(inbox, "msg_contradictory", "updated_at");
        Assert.Equal("Adaeze", (await CallerView.GetAsync(front, "user_1", null, Cancel)).Name);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Foreign_AfterTheSettingWasCorrected_IsAppliedOnRelease(string database)
    {
        await using var stored = await Database.CreateAsync(database);
        stored.Settings.With("Clerk__InstanceId", "ins_MistypedByAnOperator");
        await using (var front = await FrontProcess.StartAsync(stored.Settings))
        {
            await front.AcknowledgedAsync("msg_1", Event("user.created", User(Start)), Cancel);
            await front.AcknowledgedAsync("msg_2", Event("user.updated", User(Start + 1, "Adaeze")), Cancel);
            Assert.Equal("foreign", (await new InboxClient(front).FindAsync("msg_2", Cancel))?.State);
            Assert.Equal(CallerView.Refused, await CallerView.GetAsync(front, "user_1", null, Cancel));
            await Metrics.BecomesAsync(front, Parked, 2, Cancel);
        }

        stored.Settings.With("Clerk__InstanceId", ClerkEventJson.Instance);
        await using var corrected = await FrontProcess.StartAsync(stored.Settings);
        var inbox = new InboxClient(corrected);
        Assert.Equal("applied", await inbox.ReplayAsync("msg_2", "release", Cancel));
        Assert.Equal("stale", await inbox.ReplayAsync("msg_1", "release", Cancel));
        Assert.Equal("stale", (await inbox.FindAsync("msg_1", Cancel))?.State);
        Assert.Equal("Adaeze", (await CallerView.GetAsync(corrected, "user_1", null, Cancel)).Name);
        await Metrics.BecomesAsync(corrected, Parked, 0, Cancel);
    }

    private static async Task IsQuarantinedAsync(InboxClient inbox, string id, string reason)
    {
        var row = await inbox.FindAsync(id, Cancel);
        Assert.Equal("quarantined", row?.State);
        Assert.Contains(reason, row?.Reason, StringComparison.Ordinal);
    }

    private static JsonObject User(long at, string name = "Ada") => ClerkEventJson.User("user_1", at, name);

    private static byte[] Event(string type, JsonObject data) => ClerkEventJson.Envelope(type, data, Start + 9);
}
