using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Tests.Resources;

public sealed class EventContradictionTests
{
    private const long Day = 24 * 60 * 60 * 1000;

    [Theory]
    [InlineData("user.created", "data")]
    [InlineData("session.created", "data")]
    [InlineData("session.created", "data.user")]
    [InlineData("organization.updated", "data")]
    [InlineData("organizationMembership.updated", "data")]
    [InlineData("organizationInvitation.created", "data")]
    [InlineData("organizationDomain.updated", "data")]
    [InlineData("waitlistEntry.created", "data")]
    [InlineData("subscription.created", "data")]
    [InlineData("subscriptionItem.active", "data")]
    [InlineData("paymentAttempt.created", "data")]
    [InlineData("role.updated", "data")]
    [InlineData("role.updated", "data.permissions[]")]
    [InlineData("permission.updated", "data")]
    public void TryRead_UpdatedLaterThanADayAfterTheEvent_IsRefused(string sample, string path)
    {
        var occurredAt = Events.Envelope(sample).OccurredAt;
        Assert.Equal($"{path}.updated_at: later than the event", Events.Problem(UpdatedAt(occurredAt + Day + 1)));
        Assert.True(ClerkEventReader.TryRead(UpdatedAt(occurredAt + Day), out _, out var error), error);

        WebhookEnvelope UpdatedAt(long updatedAt)
        {
            var changed = Events.Changed(sample, data => Find(data)["updated_at"] = updatedAt);
            return changed with { OccurredAt = occurredAt };
        }

        JsonNode Find(JsonObject data) => path switch
        {
            "data.user" => data["user"]!,
            "data.permissions[]" => data["permissions"]![1]!,
            _ => data,
        };
    }

    // A deletion is ordered by the event's time, and a customer may set any created_at.
    [Theory]
    [InlineData("organizationMembership.deleted", "updated_at")]
    [InlineData("role.deleted.full-object", "updated_at")]
    [InlineData("user.created", "created_at")]
    public void TryRead_OddTimeThatOrdersNothing_IsRead(string sample, string member)
    {
        var envelope = Events.Changed(sample, data => data[member] = 4_000_000_000_000);
        Assert.True(ClerkEventReader.TryRead(envelope, out _, out var error), error);
    }

    [Fact]
    public void TryRead_EventInSeconds_IsComparedInMilliseconds()
    {
        var body = JsonNode.Parse(TestFiles.Sample("user.created"))!;
        body["timestamp"] = (long)body["timestamp"]! / 1000;
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        Assert.True(WebhookEnvelope.TryRead(bytes, out var envelope, out _));
        Assert.True(ClerkEventReader.TryRead(envelope, out _, out var error), error);
    }
}
