using System.Collections.Immutable;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>The roles and permissions of an instance at one moment.</summary>
internal sealed class RoleCatalog(
    ImmutableDictionary<string, Role> roles, ImmutableDictionary<string, Permission> permissions)
{
    public const string Admin = "org:admin";
    public const string Member = "org:member";

    private readonly List<Permission> _own =
    [
        .. permissions.Values.Where(permission => permission.Type == Permission.User)
            .OrderBy(permission => permission.CreatedAt).ThenBy(permission => permission.Id, StringComparer.Ordinal),
    ];

    /// <summary>Features of organizations, in the order in which a token's <c>fea</c> names them.</summary>
    public IReadOnlyList<string> Features() => [.. _own.Select(permission => permission.Feature()).Distinct()];

    /// <summary>Names of permissions, in the order in which a token's <c>per</c> names them.</summary>
    public IReadOnlyList<string> PermissionNames() => [.. _own.Select(permission => permission.ShortName()).Distinct()];

    /// <summary>Every key, for people who typed another.</summary>
    public string Keys() => string.Join(", ", roles.Values.OrderBy(role => role.CreatedAt).Select(role => role.Key));

    public Role? Find(string idOrKey) =>
        roles.GetValueOrDefault(idOrKey) ?? roles.Values.FirstOrDefault(role => role.Key == idOrKey);

    public Permission? FindPermission(string idOrKey) =>
        permissions.GetValueOrDefault(idOrKey)
        ?? permissions.Values.FirstOrDefault(permission => permission.Key == idOrKey);

    public Role Of(Membership membership) =>
        Find(membership.Role) ?? throw new InvalidDataException($"No role has the key '{membership.Role}'.");

    public IEnumerable<Permission> PermissionsOf(Role role) =>
        role.PermissionIds.Select(permissions.GetValueOrDefault).OfType<Permission>();

    /// <summary>What a token may say of a role: without Clerk's own permissions.</summary>
    public IReadOnlyList<string> TokenPermissionsOf(Role role) =>
    [
        .. PermissionsOf(role).Where(permission => permission.Type == Permission.User)
            .Select(permission => permission.Key),
    ];
}
