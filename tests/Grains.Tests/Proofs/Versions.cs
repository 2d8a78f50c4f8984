using Identity.Clerk.Identifiers;
using Identity.Grains.Merging;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>The version of everything that is versioned by itself. A deletion's is above all others.</summary>
internal static class Versions
{
    private static readonly long AfterAll = long.MaxValue / 2;

    public static IEnumerable<(string Name, EventVersion Version)> Of(MergedStates states)
    {
        foreach (var (id, user) in states.Users)
        {
            if (Of(id.Value, user.Profile?.Version, user.Deletion) is { } own) yield return own;
            foreach (var session in user.Sessions) yield return (session.Key, session.Version);
            foreach (var membership in user.Memberships)
            {
                yield return membership.Grant is null
                    ? (membership.Key, OfDeletion(membership.Version))
                    : (membership.Key, membership.Version);
            }
        }

        foreach (var (id, organization) in states.Organizations)
        {
            if (Of(id.Value, organization.Profile?.Version, organization.Deletion) is { } own) yield return own;
        }

        foreach (var (id, resource) in states.Resources)
        {
            if (Of(id.Value, resource.Record?.Version, resource.Deletion) is { } own) yield return own;
        }

        foreach (var record in states.Catalogue.Roles.Concat(states.Catalogue.Permissions))
        {
            if (Of(record.Id, record.Snapshot, record.Deletion) is { } own) yield return own;
        }
    }

    public static IEnumerable<(EntityId Id, long Revision)> RevisionsOf(MergedStates states) =>
    [
        .. states.Users.Select(s => (s.Key, s.Value.Revision)),
        .. states.Organizations.Select(s => (s.Key, s.Value.Revision)),
        .. states.Resources.Select(s => (s.Key, s.Value.Revision)),
        (EntityId.RoleCatalog, states.Catalogue.Revision),
    ];

    private static (string Name, EventVersion Version)? Of(string name, EventVersion? live, EventVersion? deletion) =>
        deletion is { } gone ? (name, OfDeletion(gone)) : live is { } version ? (name, version) : null;

    private static EventVersion OfDeletion(EventVersion deletion) =>
        deletion with { UpdatedAt = AfterAll + deletion.UpdatedAt };
}
