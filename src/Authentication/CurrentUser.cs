using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;
using Identity.Grains.Users;

namespace Identity.Authentication;

/// <summary>Who sent this request, as the cluster knows them now.</summary>
/// <remarks>
/// A minimal API takes it as a parameter; elsewhere
/// <see cref="CurrentUserExtensions.GetCurrentUser(Microsoft.AspNetCore.Http.HttpContext)"/> gives it.
/// </remarks>
public sealed partial class CurrentUser
{
    private readonly TimeProvider _clock;

    internal CurrentUser(
        SessionClaims claims, CallerResolution resolution, TimeProvider clock, string? propagatedBy = null)
    {
        _clock = clock;
        Claims = claims;
        PropagatedBy = propagatedBy;
        Profile = resolution.User;
        Session = resolution.Session;
        Organization = Profile is null ? OrganizationOf(claims) : resolution.Organization;
        Version = resolution.Version;
    }

    public UserId Id => Claims.Subject;

    public SessionId SessionId => Claims.SessionId;

    /// <summary>The profile, from the user's grain; null when <see cref="IsProvisional"/>.</summary>
    [JsonIgnore]
    public UserSnapshot? Profile { get; }

    /// <summary>
    /// Whether the cluster hasn't heard of the user, so that all there is to know is in the token. Only with
    /// <see cref="UnknownUserPolicy.AcceptProvisional"/>.
    /// </summary>
    [MemberNotNullWhen(false, nameof(Profile))]
    public bool IsProvisional => Profile is null;

    /// <summary>The session; null when no event of it has come yet.</summary>
    [JsonIgnore]
    public SessionSnapshot? Session { get; }

    /// <summary>
    /// What they may do in the organization that is active in the session, by the live membership (by the token when
    /// <see cref="IsProvisional"/>); null when none is active, or they are no member of it.
    /// </summary>
    public OrganizationAccess? Organization { get; }

    /// <summary>Counts the changes of the user's grain.</summary>
    public long Version { get; }

    /// <summary>Who acts as this user by the token, with what it says of them; <see cref="ActorId"/> knows more.</summary>
    [JsonIgnore]
    public ActorClaim? Actor => Claims.Actor;

    /// <summary>
    /// The id of the key with which another service signed who calls; null when the caller came with a session token.
    /// </summary>
    public string? PropagatedBy { get; }

    /// <summary>What the token says. A hint: profile and organization are newer.</summary>
    [JsonIgnore]
    public SessionClaims Claims { get; }

    /// <summary>The ids, as they travel to grains.</summary>
    public CallerIdentity ToCallerIdentity() => new(Id, SessionId, Organization?.Id, Version);

    public override string ToString() => $"CurrentUser {Id}";

    private static OrganizationAccess? OrganizationOf(SessionClaims claims) =>
        claims.Organization is { Role: { } role } organization
            ? new OrganizationAccess
            {
                Id = organization.Id,
                Slug = organization.Slug,
                Role = role,
                Permissions = organization.Permissions,
            }
            : null;
}
