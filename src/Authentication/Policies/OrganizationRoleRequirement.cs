namespace Identity.Authentication.Policies;

/// <summary>One of these roles in the active organization.</summary>
internal sealed class OrganizationRoleRequirement(IReadOnlyList<string> roles) : CallerRequirement
{
    public override bool IsMetBy(CurrentUser user) => roles.Any(user.HasOrganizationRole);

    public override string ToString() => $"Organization role: {string.Join(" or ", roles)}";
}
