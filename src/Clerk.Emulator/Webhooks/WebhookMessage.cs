using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Keys;

namespace Identity.Clerk.Emulator.Webhooks;

/// <summary>An event in its envelope, as it is sent, however often that is.</summary>
/// <param name="Id">The <c>svix-id</c>.</param>
/// <param name="Type">Clerk's name of the event.</param>
/// <param name="Body">The JSON that is signed and sent.</param>
internal sealed record WebhookMessage(string Id, string Type, string Body)
{
    // Clerk sends letters as they are, not as escapes.
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static WebhookMessage Create(EmulatedEvent happened, string instanceId, Caller caller, DateTimeOffset now)
    {
        var envelope = new JsonObject
        {
            ["data"] = happened.Data,
            ["event_attributes"] = new JsonObject
            {
                ["http_request"] = new JsonObject
                {
                    ["client_ip"] = "127.0.0.1",
                    ["user_agent"] = caller.UserAgent,
                },
            },
            ["instance_id"] = instanceId,
            ["object"] = "event",
            ["timestamp"] = happened.Timestamp,
            ["type"] = happened.Type,
        };
        return new WebhookMessage(Ksuid.CreateForMessage(now), happened.Type, envelope.ToJsonString(Plain));
    }
}
