namespace Identity.Grains.Tests.Proofs.Model;

/// <summary>Which things happen in a history, the more often the more often they are named.</summary>
internal static class Alphabet
{
    public static readonly Act[] Users =
    [
        Act.CreateUser, Act.CreateUser, Act.UpdateUser, Act.UpdateUser, Act.BanUser, Act.ChangeEmail, Act.DeleteUser,
    ];

    public static readonly Act[] Organizations =
    [
        Act.CreateOrganization, Act.CreateOrganization, Act.UpdateOrganization, Act.ChangeSlug, Act.DeleteOrganization,
    ];

    public static readonly Act[] Memberships =
        [Act.Join, Act.Join, Act.Join, Act.ChangeRole, Act.ChangeRole, Act.Leave, Act.Leave];

    public static readonly Act[] Sessions = [Act.SignIn, Act.SignIn, Act.SignIn, Act.ChangeSession, Act.ChangeSession];

    public static readonly Act[] Catalogue =
    [
        Act.CreateRole, Act.CreateRole, Act.UpdateRole, Act.DeleteRole, Act.CreatePermission, Act.CreatePermission,
        Act.CreatePermission, Act.RenamePermission, Act.DeletePermission,
    ];

    public static readonly Act[] Resources =
        [Act.CreateResource, Act.CreateResource, Act.ChangeResource, Act.ChangeResource, Act.DeleteDomain];

    /// <summary>Who joins, leaves and joins again, and little else.</summary>
    public static readonly Act[] Rejoining =
    [
        Act.CreateUser, Act.CreateOrganization, .. Memberships, .. Memberships, Act.DeleteUser, Act.DeleteOrganization,
    ];

    /// <summary>Addresses and slugs that go from one to another.</summary>
    public static readonly Act[] Handover =
    [
        Act.CreateUser, Act.CreateUser, Act.ChangeEmail, Act.ChangeEmail, Act.DeleteUser, Act.CreateOrganization,
        Act.CreateOrganization, Act.ChangeSlug, Act.ChangeSlug, Act.DeleteOrganization,
    ];

    /// <summary>What most consumers of Clerk's events know of.</summary>
    public static readonly Act[] Plain = [.. Users, .. Organizations, .. Memberships, .. Memberships, .. Sessions];

    public static readonly Act[] All = [.. Plain, .. Catalogue, .. Resources, Act.Fetch, Act.Fetch, Act.Other];
}
