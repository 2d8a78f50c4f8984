using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Grains.Merging;

namespace Identity.Grains.Users;

/// <summary>All that is known of a user. Immutable; <see cref="Merge"/> makes the next one.</summary>
internal sealed partial record UserState : IEntityState<UserState>
{
    /// <inheritdoc/>
    public long Revision { get; init; }

    /// <summary>Set for ever once the user was deleted; nothing else is kept then.</summary>
    public EventVersion? Deletion { get; init; }

    /// <summary>Whether the person asked to be forgotten. Only a deleted user can be; it is never undone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Erased { get; init; }

    /// <summary>The profile; null before the first event that carries it.</summary>
    public UserProfile? Profile { get; init; }

    /// <summary>Sorted by id, ended ones included: a late event must find them.</summary>
    public ImmutableArray<SessionRecord> Sessions { get; init; } = [];

    /// <summary>Sorted by id, deleted ones included: a late event must find them.</summary>
    public ImmutableArray<MembershipRecord> Memberships { get; init; } = [];

    /// <summary>The bare tombstone that may not be filled again; the very same instance unless the user was deleted.</summary>
    public UserState Erase() => Deletion is null || Erased ? this : this with { Erased = true };

    /// <inheritdoc/>
    public UserState WithRevision(long revision) => this with { Revision = revision };

    /// <summary>The session; null when no event of it has come yet.</summary>
    public SessionRecord? FindSession(SessionId id) => VersionedList.Find(Sessions, id.Value);

    /// <summary>
    /// The live membership of an organization. Who left and came back may for a moment have two: the later one counts.
    /// </summary>
    public MembershipRecord? FindMembership(OrganizationId organizationId)
    {
        MembershipRecord? found = null;
        foreach (var membership in Memberships)
        {
            if (membership.Grant is not null
                && membership.OrganizationId == organizationId
                && (found is null || membership.Version > found.Version))
            {
                found = membership;
            }
        }
        return found;
    }

    // The state is personal data.
    public override string ToString() => $"UserState r{Revision}";
}
