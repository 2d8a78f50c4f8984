namespace Identity.Authentication;

/// <summary>The claims of a caller, under the names that Clerk's own tokens give them. Nothing is renamed.</summary>
/// <remarks>
/// The subject is also there as <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>, which many libraries
/// look for. What concerns the organization comes from the live membership, not from the token.
/// </remarks>
public static class ClerkClaimTypes
{
    /// <summary>The user's id. It is also the identity's <c>Name</c>.</summary>
    public const string Subject = "sub";

    /// <summary>The session's id.</summary>
    public const string SessionId = "sid";

    /// <summary>The id of the active organization.</summary>
    public const string OrganizationId = "org_id";

    /// <summary>
    /// The role in the active organization, such as <c>org:admin</c>; the type that role checks look at.
    /// </summary>
    public const string OrganizationRole = "org_role";

    /// <summary>
    /// A permission in the active organization, such as <c>org:invoices:read</c>; one claim for each.
    /// </summary>
    public const string OrganizationPermission = "org_permissions";

    /// <summary>The id of whoever acts as this user, when the session is an impersonation.</summary>
    public const string Actor = "act";
}
