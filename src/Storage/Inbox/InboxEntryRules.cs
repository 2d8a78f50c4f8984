using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>What every entry that is stored fulfils.</summary>
internal static class InboxEntryRules
{
    private const int MaxBody = 16 * 1024 * 1024;
    private const int MaxType = 128;

    /// <summary>The entry as it is stored, with text that both databases can hold.</summary>
    /// <exception cref="ArgumentException">It can't be stored.</exception>
    internal static InboxEntry Storable(InboxEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.State is InboxState.Applied or InboxState.Stale)
            throw new ArgumentException($"Only a completion makes an entry {entry.State}.", nameof(entry));
        if (entry is { State: InboxState.Pending, Entity: null })
            throw new ArgumentException("A pending entry names the entity that applies it.", nameof(entry));
        if (entry.Type is not { Length: > 0 and <= MaxType })
            throw new ArgumentException($"A type has 1 to {MaxType} characters.", nameof(entry));
        if (entry.Body.Length > MaxBody)
            throw new ArgumentException($"A body has at most {MaxBody} bytes.", nameof(entry));
        return entry with
        {
            Type = StoredText.Clean(entry.Type),
            Reason = StoredText.CleanOrNull(entry.Reason),
            UserId = UserOf(entry.Entity) ?? entry.UserId,
            OrganizationId = OrganizationOf(entry.Entity) ?? entry.OrganizationId,
        };
    }

    /// <summary>The same filter, with what its entity implies: so it can be answered from the same index.</summary>
    internal static InboxFilter Complete(InboxFilter filter) => filter with
    {
        UserId = filter.UserId ?? UserOf(filter.Entity),
        OrganizationId = filter.OrganizationId ?? OrganizationOf(filter.Entity),
    };

    private static UserId? UserOf(EntityId? entity) =>
        entity is { Kind: EntityKind.User } user ? UserId.Parse(user.Value) : null;

    private static OrganizationId? OrganizationOf(EntityId? entity) =>
        entity is { Kind: EntityKind.Organization } organization ? OrganizationId.Parse(organization.Value) : null;
}
