using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Instances;

/// <summary>One event of Clerk's, before it is put into an envelope.</summary>
/// <param name="Type">Clerk's name, such as <c>user.updated</c>.</param>
/// <param name="Data">The resource after the change.</param>
/// <param name="Timestamp">When Clerk would have recorded the event, in Unix milliseconds.</param>
internal sealed record EmulatedEvent(string Type, JsonObject Data, long Timestamp);
