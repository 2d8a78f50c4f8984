namespace Identity.Authentication.Policies;

/// <summary>A permission in the active organization.</summary>
internal sealed class OrganizationPermissionRequirement(string permission) : CallerRequirement
{
    public override bool IsMetBy(CurrentUser user) => user.HasOrganizationPermission(permission);

    public override string ToString() => $"Organization permission: {permission}";
}
