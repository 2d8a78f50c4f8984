using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Clerk.Webhooks;

namespace Identity.Clerk.Tests.Resources;

/// <summary>Reads samples, as they are or changed.</summary>
internal static class Events
{
    public const string Placeholder = "@replaced@";

    public static WebhookEnvelope Envelope(string sample)
    {
        Assert.True(WebhookEnvelope.TryRead(TestFiles.Sample(sample), out var envelope, out var error), error);
        return envelope;
    }

    public static WebhookEnvelope Envelope(string type, string data) => new()
    {
        Type = type,
        InstanceId = InstanceId.Parse("ins_1"),
        OccurredAt = 1_790_845_200_031,
        Data = Encoding.UTF8.GetBytes(data),
    };

    public static TEvent Read<TEvent>(string sample)
        where TEvent : ClerkEvent =>
        Read<TEvent>(Envelope(sample));

    public static TEvent Read<TEvent>(WebhookEnvelope envelope)
        where TEvent : ClerkEvent
    {
        Assert.True(ClerkEventReader.TryRead(envelope, out var clerkEvent, out var error), error);
        return Assert.IsType<TEvent>(clerkEvent);
    }

    /// <summary>A sample with one member of its data replaced by a text that a tree of nodes couldn't write.</summary>
    public static WebhookEnvelope Replaced(string sample, string member, string json)
    {
        var envelope = Changed(sample, data => data[member] = Placeholder);
        var data = Encoding.UTF8.GetString(envelope.Data.Span);
        return Envelope(envelope.Type, data.Replace($"\"{Placeholder}\"", json, StringComparison.Ordinal));
    }

    /// <summary>A sample whose data was changed.</summary>
    public static WebhookEnvelope Changed(string sample, Action<JsonObject> change)
    {
        var root = JsonNode.Parse(TestFiles.Sample(sample))!.AsObject();
        change(root["data"]!.AsObject());
        return Envelope((string)root["type"]!, root["data"]!.ToJsonString());
    }

    public static string Problem(WebhookEnvelope envelope)
    {
        Assert.False(ClerkEventReader.TryRead(envelope, out var clerkEvent, out var error));
        Assert.Null(clerkEvent);
        return error;
    }
}
