using Identity.Storage.Changes;

namespace Identity.WebFront.Operators.Changes;

/// <summary>A change as operators see it: what it was about and what became of it, and nothing personal.</summary>
/// <param name="Source"><c>webhook</c>, or <c>backend-api</c> for what Clerk was asked for.</param>
/// <param name="Type">The event's type; null when Clerk was asked.</param>
/// <param name="State">One of applied, stale, quarantined, foreign, kept.</param>
/// <param name="Delivery">The webhook's id, as <c>/admin/inbox</c> takes it; null when Clerk was asked.</param>
/// <param name="Entity">Who applies it; null when it changes nothing here.</param>
/// <param name="UserId">The user whom it is about; null for none.</param>
/// <param name="OrganizationId">The organization that it is about; null for none.</param>
/// <param name="OccurredAt">When it happened at Clerk; null when Clerk was asked.</param>
internal sealed record ChangeAnswer(
    string Source,
    string? Type,
    string State,
    string? Delivery,
    string? Entity,
    string? UserId,
    string? OrganizationId,
    DateTimeOffset? OccurredAt)
{
    public static ChangeAnswer Of(Change change) => new(
        change.Delivery is null ? "backend-api" : "webhook",
        change.Type,
        change.State.ToString().ToLowerInvariant(),
        change.Delivery?.Value,
        change.Entity?.Value,
        change.UserId?.Value,
        change.OrganizationId?.Value,
        change.OccurredAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
}
