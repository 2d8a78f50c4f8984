namespace Identity.Grains.Tests.Proofs.Model;

/// <summary>What can happen to the model Clerk.</summary>
internal enum Act
{
    CreateUser,
    UpdateUser,
    BanUser,
    ChangeEmail,
    DeleteUser,
    SignIn,
    ChangeSession,
    CreateOrganization,
    UpdateOrganization,
    ChangeSlug,
    DeleteOrganization,
    Join,
    ChangeRole,
    Leave,
    CreateRole,
    UpdateRole,
    DeleteRole,
    CreatePermission,
    RenamePermission,
    DeletePermission,
    CreateResource,
    ChangeResource,
    DeleteDomain,
    Fetch,
    Other,
}
