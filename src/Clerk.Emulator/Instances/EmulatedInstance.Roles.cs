using System.Collections.Immutable;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    private static readonly Rejection UnknownPermission =
        new(404, "unknown-permission", "No permission has this id or key.");

    private static readonly Rejection NoSuchRole = new(404, "unknown-role", "No role has this id or key.");

    private static readonly Rejection ForeignPermission =
        new(409, "system-permission", "Clerk's own permissions stay as they are.");

    public RoleCatalog Catalog => new(State.Roles, State.Permissions);

    public Outcome<Permission> CreatePermission(PermissionFields fields)
    {
        if (State.Permissions.Count >= Limits.Permissions)
            return Rejection.Full("permissions");
        if (fields is not { Key.Value: { } key, Name.Value: { } name })
            return Rejection.Invalid("A permission needs a key, such as org:invoices:approve, and a name.");
        if (Catalog.FindPermission(key) is not null)
            return Rejection.Conflict("Another permission has this key.");

        var now = Now;
        var permission = new Permission
        {
            Id = NewId("perm"),
            Key = key,
            Name = name,
            Description = fields.Description.Value ?? "",
            Type = Permission.User,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return Told(permission, "permission.created");
    }

    public Outcome<Permission> UpdatePermission(string idOrKey, PermissionFields fields)
    {
        if (Catalog.FindPermission(idOrKey) is not { } permission)
            return UnknownPermission;
        if (permission.Type == Permission.System)
            return ForeignPermission;
        if (fields is { Key: { IsSet: true, Value: null } } or { Name: { IsSet: true, Value: null } })
            return Rejection.Invalid("A permission needs a key and a name.");
        if (fields.Key.Value is { } key && Catalog.FindPermission(key) is { } other && other.Id != permission.Id)
            return Rejection.Conflict("Another permission has this key.");

        return Told(
            permission with
            {
                Key = fields.Key.Value ?? permission.Key,
                Name = fields.Name.Value ?? permission.Name,
                Description = fields.Description.IsSet ? fields.Description.Value ?? "" : permission.Description,
                UpdatedAt = After(permission.UpdatedAt),
            },
            "permission.updated");
    }

    /// <summary>One event tells of it, although roles that had it have it no more.</summary>
    /// <param name="idOrKey">Which.</param>
    /// <param name="full">Whether the event has the whole object, as JavaScript's types say, or a stub.</param>
    public Outcome<Permission> DeletePermission(string idOrKey, bool full)
    {
        if (Catalog.FindPermission(idOrKey) is not { } permission)
            return UnknownPermission;
        if (permission.Type == Permission.System)
            return ForeignPermission;

        State = State with { Permissions = State.Permissions.Remove(permission.Id) };
        var data = full ? RoleResource.Of(permission) : RoleResource.Deleted(permission);
        return Outcome<Permission>.Done(
            permission, Tell("permission.deleted", data, After(permission.UpdatedAt)));
    }

    public Outcome<Role> CreateRole(RoleFields fields)
    {
        if (State.Roles.Count >= Limits.Roles)
            return Rejection.Full("roles");
        if (fields is not { Key.Value: { } key, Name.Value: { } name })
            return Rejection.Invalid("A role needs a key, such as org:auditor, and a name.");
        if (Catalog.Find(key) is not null)
            return Rejection.Conflict("Another role has this key.");
        if (IdsOf(fields.Permissions.Value ?? [], out var permissionIds) is { } unknown)
            return unknown;

        var now = Now;
        return Told(
            new Role
            {
                Id = NewId("role"),
                Key = key,
                Name = name,
                Description = fields.Description.Value,
                IsCreatorEligible = fields.IsCreatorEligible.Value,
                PermissionIds = permissionIds,
                CreatedAt = now,
                UpdatedAt = now,
            },
            "role.created");
    }

    /// <summary>
    /// Members have what their role has from now on; no event tells of their memberships. The key stays, as members
    /// are known by it.
    /// </summary>
    public Outcome<Role> UpdateRole(string idOrKey, RoleFields fields)
    {
        if (Catalog.Find(idOrKey) is not { } role)
            return NoSuchRole;
        if (fields is { Name: { IsSet: true, Value: null } })
            return Rejection.Invalid("A role needs a name.");
        if (fields.Key.IsSet && fields.Key.Value != role.Key)
            return Rejection.Invalid("A role keeps its key.");
        var permissionIds = role.PermissionIds;
        if (fields.Permissions is { IsSet: true, Value: var keys } && IdsOf(keys, out permissionIds) is { } unknown)
            return unknown;

        return Told(
            role with
            {
                Name = fields.Name.Value ?? role.Name,
                Description = fields.Description.Or(role.Description),
                IsCreatorEligible = fields.IsCreatorEligible.Or(role.IsCreatorEligible),
                PermissionIds = permissionIds,
                UpdatedAt = After(role.UpdatedAt),
            },
            "role.updated");
    }

    /// <summary>As with Clerk, a role that somebody has, or is invited to, stays.</summary>
    /// <param name="idOrKey">Which.</param>
    /// <param name="full">Whether the event has the whole object, as JavaScript's types say, or a stub.</param>
    public Outcome<Role> DeleteRole(string idOrKey, bool full)
    {
        if (Catalog.Find(idOrKey) is not { } role)
            return NoSuchRole;
        if (role.Key == RoleCatalog.Admin)
            return Rejection.Conflict("An organization's creator gets this role.");
        var now = Now;
        if (State.Memberships.Values.Any(membership => membership.Role == role.Key)
            || State.Invitations.Values.Any(one => one.Role == role.Key && one.StatusAt(now) == Invitation.Pending))
        {
            return Rejection.Conflict("Somebody has this role, or is invited to it.");
        }

        var data = full ? RoleResource.Of(role, Catalog) : RoleResource.Deleted(role);
        State = State with { Roles = State.Roles.Remove(role.Id) };
        return Outcome<Role>.Done(role, Tell("role.deleted", data, After(role.UpdatedAt)));
    }

    private static InstanceState WithCatalog(InstanceState state, string instanceId)
    {
        if (!state.Roles.IsEmpty)
            return state;

        var (roles, permissions) = InitialCatalog.Of(instanceId);
        return state with
        {
            Roles = roles.ToImmutableDictionary(role => role.Id),
            Permissions = permissions.ToImmutableDictionary(permission => permission.Id),
        };
    }

    private Rejection? IdsOf(IReadOnlyList<string> idsOrKeys, out IReadOnlyList<string> ids)
    {
        var found = idsOrKeys.Select(Catalog.FindPermission).ToList();
        ids = [.. found.OfType<Permission>().Select(permission => permission.Id).Distinct()];
        return found.Contains(null) ? UnknownPermission : null;
    }

    private Outcome<Permission> Told(Permission permission, string type)
    {
        State = State with { Permissions = State.Permissions.SetItem(permission.Id, permission) };
        return Outcome<Permission>.Done(
            permission, Tell(type, RoleResource.Of(permission), permission.UpdatedAt));
    }

    private Outcome<Role> Told(Role role, string type)
    {
        State = State with { Roles = State.Roles.SetItem(role.Id, role) };
        return Outcome<Role>.Done(role, Tell(type, RoleResource.Of(role, Catalog), role.UpdatedAt));
    }
}
