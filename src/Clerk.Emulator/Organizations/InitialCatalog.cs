using Identity.Clerk.Emulator.Keys;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>
/// What every instance begins with: Clerk's two default roles with their system permissions, and a third as a customer
/// would add one, with features to tell them apart. Ids and times follow from the instance's id, so that they are the
/// same whenever they are made.
/// </summary>
internal static class InitialCatalog
{
    private static readonly string[] SystemKeys =
    [
        "org:sys_profile:manage", "org:sys_profile:delete", "org:sys_memberships:read", "org:sys_memberships:manage",
        "org:sys_domains:read", "org:sys_domains:manage", "org:sys_billing:read", "org:sys_billing:manage",
        "org:sys_entconns:manage",
    ];

    private static readonly (string Key, string Name)[] OwnKeys =
    [
        ("org:invoices:read", "Read invoices"), ("org:invoices:pay", "Pay invoices"),
        ("org:reports:read", "Read reports"),
    ];

    private static readonly (string Key, string Name, string[] Permissions)[] RoleKeys =
    [
        (RoleCatalog.Admin, "Admin", [.. SystemKeys, .. OwnKeys.Select(own => own.Key)]),
        (RoleCatalog.Member, "Member", ["org:sys_memberships:read", "org:sys_billing:read", "org:reports:read"]),
        ("org:bookkeeper", "Bookkeeper", ["org:sys_memberships:read", "org:invoices:read", "org:invoices:pay"]),
    ];

    public static (IReadOnlyList<Role> Roles, IReadOnlyList<Permission> Permissions) Of(string instanceId)
    {
        var at = Ksuid.TimeOf(instanceId);
        var milliseconds = at.ToUnixTimeMilliseconds();
        var permissions = SystemKeys.Select(key => (Key: key, Name: key, Type: Permission.System))
            .Concat(OwnKeys.Select(own => (own.Key, own.Name, Type: Permission.User)))
            .Select((one, position) => new Permission
            {
                Id = Ksuid.Derive("perm", at, instanceId + one.Key),
                Key = one.Key,
                Name = one.Name,
                Description = "",
                Type = one.Type,
                // Their order is that of their creation.
                CreatedAt = milliseconds + position,
                UpdatedAt = milliseconds + position,
            })
            .ToList();
        var roles = RoleKeys.Select((one, position) => new Role
        {
            Id = Ksuid.Derive("role", at, instanceId + one.Key),
            Key = one.Key,
            Name = one.Name,
            IsCreatorEligible = one.Key == RoleCatalog.Admin,
            PermissionIds = [.. one.Permissions.Select(key => permissions.Single(known => known.Key == key).Id)],
            CreatedAt = milliseconds + position,
            UpdatedAt = milliseconds + position,
        });
        return ([.. roles], permissions);
    }
}
