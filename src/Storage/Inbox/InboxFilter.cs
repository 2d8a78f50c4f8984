using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>Which entries a list shows: those that agree with everything that is set.</summary>
public sealed record InboxFilter
{
    /// <summary>All of them.</summary>
    public static InboxFilter None { get; } = new();

    public InboxState? State { get; init; }

    /// <summary>The event's type, exactly, such as <c>user.updated</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The user whom it is about.</summary>
    public UserId? UserId { get; init; }

    /// <summary>The organization that it is about.</summary>
    public OrganizationId? OrganizationId { get; init; }

    /// <summary>The entity that applies it.</summary>
    public EntityId? Entity { get; init; }
}
