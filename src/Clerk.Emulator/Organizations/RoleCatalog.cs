namespace Identity.Clerk.Emulator.Organizations;

/// <summary>
/// The roles of every emulated instance: Clerk's two default roles with their system permissions, and a third as a
/// customer would add one, with features to tell them apart.
/// </summary>
internal static class RoleCatalog
{
    public const string Admin = "org:admin";
    public const string Member = "org:member";

    /// <summary>Features of organizations, in the order in which a token's <c>fea</c> names them.</summary>
    public static readonly IReadOnlyList<string> Features = ["invoices", "reports"];

    /// <summary>Names of permissions, in the order in which a token's <c>per</c> names them.</summary>
    public static readonly IReadOnlyList<string> PermissionNames = ["read", "pay"];

    private static readonly Role[] Roles =
    [
        new(Admin, "Admin",
            [
                "org:sys_profile:manage", "org:sys_profile:delete", "org:sys_memberships:read",
                "org:sys_memberships:manage", "org:sys_domains:read", "org:sys_domains:manage",
                "org:sys_billing:read", "org:sys_billing:manage", "org:sys_entconns:manage",
            ],
            ["org:invoices:read", "org:invoices:pay", "org:reports:read"]),
        new(Member, "Member",
            ["org:sys_memberships:read", "org:sys_billing:read"],
            ["org:reports:read"]),
        new("org:bookkeeper", "Bookkeeper",
            ["org:sys_memberships:read"],
            ["org:invoices:read", "org:invoices:pay"]),
    ];

    public static string Keys { get; } = string.Join(", ", Roles.Select(role => role.Key));

    public static Role? Find(string key) => Array.Find(Roles, role => role.Key == key);

    public static Role Of(Membership membership) =>
        Find(membership.Role) ?? throw new InvalidDataException($"No role has the key '{membership.Role}'.");
}
