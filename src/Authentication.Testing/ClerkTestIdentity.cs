using Identity.Clerk.Identifiers;

namespace Identity.Authentication.Testing;

/// <summary>Who signs in, in a test.</summary>
/// <param name="UserId">The user.</param>
public sealed record ClerkTestIdentity(UserId UserId)
{
    /// <summary>The organization in which somebody acts who is given a role and no organization.</summary>
    public static OrganizationId DefaultOrganizationId { get; } =
        Identity.Clerk.Identifiers.OrganizationId.Parse("org_test");

    /// <summary>The session. Default: one of the user's own.</summary>
    public SessionId SessionId { get; init; } = SessionId.Parse(string.Concat("sess_", UserId.Value.AsSpan("user_".Length)));

    /// <summary>The active organization. Default: none.</summary>
    public OrganizationId? OrganizationId { get; init; }

    /// <summary>
    /// The role there, e.g. <c>org:admin</c>: in the token, and in the membership that the user gets by signing in. Default:
    /// none, and then there is no membership.
    /// </summary>
    public string? Role { get; init; }

    /// <summary>The permissions of that membership, e.g. <c>org:invoices:pay</c>. Default: none.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>The plan in the token, e.g. <c>o:pro</c>. Default: none.</summary>
    public string? Plan { get; init; }

    /// <summary>The features in the token, each with its scope, e.g. <c>o:reports</c>. Default: none.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>How many minutes ago the first factor was verified; -1 for never. Default: 0.</summary>
    public int FirstFactorMinutes { get; init; }

    /// <summary>How many minutes ago the second factor was verified; -1 for none. Default: -1.</summary>
    public int SecondFactorMinutes { get; init; } = -1;

    /// <summary>Who acts as the user. Default: nobody.</summary>
    public string? ActorId { get; init; }

    /// <summary>A user, with a role in <see cref="DefaultOrganizationId"/> or without.</summary>
    /// <param name="userId">The user, e.g. <c>user_ada</c>.</param>
    /// <param name="role">The role, e.g. <c>org:admin</c>.</param>
    /// <exception cref="FormatException">It isn't a user's id.</exception>
    public static ClerkTestIdentity Of(string userId, string? role = null) => new(UserId.Parse(userId))
    {
        Role = role,
        OrganizationId = role is null ? null : DefaultOrganizationId,
    };
}
