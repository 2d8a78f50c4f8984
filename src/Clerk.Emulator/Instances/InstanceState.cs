using System.Collections.Immutable;
using Identity.Clerk.Emulator.Billing;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Sessions;
using Identity.Clerk.Emulator.Users;
using Identity.Clerk.Emulator.Waitlist;

namespace Identity.Clerk.Emulator.Instances;

/// <summary>
/// Everything an instance knows, each part by its id. Immutable: what is being written to disk can't change.
/// </summary>
internal sealed record InstanceState
{
    public static readonly InstanceState Empty = new();

    public ImmutableDictionary<string, User> Users { get; init; } = ImmutableDictionary<string, User>.Empty;

    public ImmutableDictionary<string, Session> Sessions { get; init; } = ImmutableDictionary<string, Session>.Empty;

    public ImmutableDictionary<string, Organization> Organizations { get; init; } =
        ImmutableDictionary<string, Organization>.Empty;

    public ImmutableDictionary<string, Membership> Memberships { get; init; } =
        ImmutableDictionary<string, Membership>.Empty;

    /// <summary>Never empty in an instance: it begins with those of <see cref="InitialCatalog"/>.</summary>
    public ImmutableDictionary<string, Role> Roles { get; init; } = ImmutableDictionary<string, Role>.Empty;

    public ImmutableDictionary<string, Permission> Permissions { get; init; } =
        ImmutableDictionary<string, Permission>.Empty;

    public ImmutableDictionary<string, Invitation> Invitations { get; init; } =
        ImmutableDictionary<string, Invitation>.Empty;

    public ImmutableDictionary<string, Domain> Domains { get; init; } = ImmutableDictionary<string, Domain>.Empty;

    public ImmutableDictionary<string, WaitlistEntry> Waitlist { get; init; } =
        ImmutableDictionary<string, WaitlistEntry>.Empty;

    public ImmutableDictionary<string, Subscription> Subscriptions { get; init; } =
        ImmutableDictionary<string, Subscription>.Empty;

    /// <summary>The greatest envelope timestamp so far; the next one is later.</summary>
    public long LastTimestamp { get; init; }

    /// <summary>
    /// Whether the first users were considered, so that deleting all of them doesn't bring them back.
    /// </summary>
    public bool Seeded { get; init; }
}
