using System.Net;
using Identity.Testing;

namespace Identity.Clerk.Emulator.Tests.Control;

/// <summary>A call is answered with what it changed, also when that is gone by the time of the answer.</summary>
public sealed class LateAnswerTests
{
    [Theory]
    [InlineData("/emulator/billing/subscribe", """{"user_id":"ada","plan":"pro"}""", "users/ada")]
    [InlineData(
        "/emulator/organizations/northwind-labs/invitations",
        """{"email_address":"noor@northwind.example","role":"org:member"}""",
        "organizations/northwind-labs")]
    public async Task Call_OwnerDeletedBeforeItIsDelivered_IsAnsweredAllTheSame(string path, string body, string owner)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true, receiver: receiver);
        await emulator.PostAsync("/emulator/faults", new { hold_webhooks = true });
        var calling = emulator.Http.PostAsync(
            path + "?wait=true",
            new StringContent(body, null, "application/json"),
            TestContext.Current.CancellationToken);
        await Patience.UntilAsync(
            async () => (int)(await emulator.GetAsync("/emulator/faults"))["held"]! > 0,
            TestContext.Current.CancellationToken);

        await emulator.SendAsync(HttpMethod.Delete, "/emulator/" + owner);
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/faults");

        using var answer = await calling;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
