using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Tests;

/// <summary>A webhook whose signature was right.</summary>
internal sealed record ReceivedWebhook(string Id, long Timestamp, string Type, JsonObject Envelope, string Body)
{
    public JsonObject Data => Envelope["data"]!.AsObject();
}
