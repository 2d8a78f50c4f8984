using System.Collections.Immutable;
using Identity.Clerk.Resources;

namespace Identity.Grains.Roles;

/// <summary>What each role permits, as a function of the catalogue.</summary>
internal static class RoleCatalogRules
{
    public static RoleCatalogSnapshot SnapshotOf(RoleCatalogState state)
    {
        var permissions = state.Permissions.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var roles = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var deleted in state.Roles.Where(r => r is { Deletion: not null, Name: not null }))
        {
            roles[deleted.Name!] = [];
        }

        // Of two live roles with one key, of which the older one's deletion is still on its way, the later one counts.
        foreach (var live in state.Roles.Where(r => r.IsLive).OrderBy(r => r.Snapshot!.Value, ByVersion))
        {
            roles[live.Name!] = PermissionsOf(live, permissions);
        }

        var existing = state.Permissions.Where(p => p.IsLive).Select(p => p.Name!).ToHashSet(StringComparer.Ordinal);
        return new RoleCatalogSnapshot
        {
            Permissions = roles.ToImmutable(),
            Withdrawn = state.Permissions
                .Where(p => p is { Deletion: not null, Name: not null } && !existing.Contains(p.Name))
                .Select(p => p.Name!)
                .ToImmutableHashSet(StringComparer.Ordinal),
        };
    }

    // A role names its permissions as they were when it was sent; what has become of each since is known by its id.
    private static ImmutableArray<string> PermissionsOf(
        CatalogRecord role, Dictionary<string, CatalogRecord> permissions)
    {
        if (!RoleResource.TryRead(role.Raw!.Value.Bytes.Span, out var resource, out _)) return [];
        var keys = ImmutableArray.CreateBuilder<string>(resource.Permissions.Length);
        foreach (var granted in resource.Permissions)
        {
            var known = permissions.GetValueOrDefault(granted.Id.Value);
            if (known?.Deletion is not null) continue;

            // Of the same moment its own event is the later one, as with every snapshot that travels inside another.
            var isCurrent = known is { IsLive: true } && known.Snapshot!.Value.UpdatedAt >= granted.UpdatedAt;
            keys.Add(isCurrent ? known!.Name! : granted.Key);
        }
        return keys.DrainToImmutable();
    }

    private static Comparer<Merging.EventVersion> ByVersion { get; } =
        Comparer<Merging.EventVersion>.Create((left, right) => left.CompareTo(right));
}
