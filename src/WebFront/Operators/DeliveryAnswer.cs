using Identity.Storage.Inbox;

namespace Identity.WebFront.Operators;

/// <summary>One delivery as operators see it, without its body.</summary>
internal sealed record DeliveryAnswer(
    string Id,
    string InstanceId,
    string Type,
    string State,
    string? Reason,
    int Attempts,
    string? Entity,
    string? UserId,
    string? OrganizationId,
    DateTimeOffset OccurredAt,
    DateTimeOffset ReceivedAt,
    bool BodyErased)
{
    public static DeliveryAnswer Of(InboxEntry entry) => new(
        entry.Id.Value,
        entry.InstanceId.Value,
        entry.Type,
        entry.State.ToString().ToLowerInvariant(),
        entry.Reason,
        entry.Attempts,
        entry.Entity?.Value,
        entry.UserId?.Value,
        entry.OrganizationId?.Value,
        DateTimeOffset.FromUnixTimeMilliseconds(entry.OccurredAt),
        DateTimeOffset.FromUnixTimeMilliseconds(entry.ReceivedAt),
        entry.BodyErased);
}
