using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Webhooks;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Identity.Testing;

namespace Identity.Ingest.Tests.Webhooks;

public class WebhookIntakeTests
{
    private const long Start = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_GrainTakesTooLong_IsAcknowledgedAndFinishedLater()
    {
        var gate = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain => grain.OnApply = _ =>
        {
            arrived.SetResult();
            return gate.Task;
        });
        var received = ReceiveAsync(host, "msg_1", User("user.created"));
        await arrived.Task.WaitAsync(Patience.Limit, Cancel);

        // The deadline's timer may be set a moment after the grain was reached.
        await Patience.PassAsync(host.Clock, TimeSpan.FromSeconds(1), received, Cancel);
        Assert.Equal(IntakeStatus.Deferred, (await received).Status);
        Assert.Equal(1, (await host.Inbox.CountAsync(Cancel)).Pending);
        gate.SetResult();
    }

    [Fact]
    public async Task Receive_Membership_GoesToTheUserAlone()
    {
        await using var host = await IngestHost.StartAsync();
        var body = ClerkEventJson.Envelope("organizationMembership.created",
            ClerkEventJson.Membership("orgmem_1", "user_1", "org_1", "org:admin", Start), Start);
        var entry = await host.Entries.MakeAsync(Clerk.Identifiers.MessageId.Parse("msg_1"), body, Cancel);
        Assert.Equal("user_1", entry?.Entity?.Value);
        Assert.Equal("user_1", entry?.UserId?.Value);
        Assert.Equal("org_1", entry?.OrganizationId?.Value);
    }

    [Fact]
    public async Task Receive_NamesNobody_IsQuarantinedWithItsReason()
    {
        await using var host = await IngestHost.StartAsync();
        var result = await ReceiveAsync(
            host, "msg_1", ClerkEventJson.Envelope("user.updated", new JsonObject { ["id"] = 7 }, Start));
        Assert.Equal(IntakeStatus.Quarantined, result.Status);
        Assert.NotNull(result.Reason);
        Assert.Equal(1, (await host.Inbox.CountAsync(Cancel)).Quarantined);
    }

    [Theory]
    [InlineData("""{"data":{"otp_code":"424242" """)]
    [InlineData("""{"type":"email.created","data":{"body":"424242" """)]
    [InlineData("""{"type":"sms.created","data":{"body":"424242" """)]
    public async Task Receive_UnreadableThatLooksLikeACode_IsNotKept(string body)
    {
        await using var host = await IngestHost.StartAsync();
        var result = await ReceiveAsync(host, "msg_1", Encoding.UTF8.GetBytes(body));
        Assert.Equal(IntakeStatus.Discarded, result.Status);
        Assert.Empty(await host.Inbox.ListAsync(InboxFilter.None, null, 500, Cancel));
    }

    [Fact]
    public async Task Receive_OtherInstance_IsQuarantinedAndNeverDelivered()
    {
        await using var host = await IngestHost.StartAsync();
        Assert.Equal(IntakeStatus.Applied, (await ReceiveAsync(host, "msg_1", User("user.created"))).Status);
        var foreign = ClerkEventJson.Envelope("user.updated", ClerkEventJson.User("user_1", Start + 1), Start, "ins_Other");
        Assert.Equal(IntakeStatus.Quarantined, (await ReceiveAsync(host, "msg_2", foreign)).Status);
        Assert.Single(host.Grain.Calls);
    }

    [Fact]
    public async Task Receive_DuplicateOfAPendingOne_IsDeliveredAgain()
    {
        await using var host = await IngestHost.StartAsync(grain =>
            grain.OnApply = _ => throw new InvalidDataException("once"));
        Assert.Equal(IntakeStatus.Deferred, (await ReceiveAsync(host, "msg_1", User("user.created"))).Status);
        host.Grain.OnApply = _ => Task.CompletedTask;
        Assert.Equal(IntakeStatus.Applied, (await ReceiveAsync(host, "msg_1", User("user.created"))).Status);
        Assert.Equal(IntakeStatus.Duplicate, (await ReceiveAsync(host, "msg_1", User("user.created"))).Status);
    }

    private static byte[] User(string type) =>
        ClerkEventJson.Envelope(type, ClerkEventJson.User("user_1", Start), Start + 5);

    private static Task<IntakeResult> ReceiveAsync(IngestHost host, string id, byte[] body) =>
        host.Intake.ReceiveAsync(host.Signer, host.Clock, id, body);
}
