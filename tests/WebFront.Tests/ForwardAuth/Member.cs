using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>A user with a session and a membership, as webhooks tell of them.</summary>
internal sealed class Member(FrontProcess front, string userId, string role)
{
    private long _at = 1_790_845_200_000;

    public string UserId => userId;

    public string SessionId => "sess_" + userId;

    public string OrganizationId => "org_" + userId;

    /// <summary>A token of the session, with the organization active; by its word the user is an admin.</summary>
    public string Token() => front.Settings.Token(userId, SessionId, OrganizationId);

    public async Task<Member> SignUpAsync(CancellationToken cancellationToken)
    {
        await TellAsync("user.created", ClerkEventJson.User(userId, _at), cancellationToken);
        await TellAsync("organization.created", ClerkEventJson.Organization(OrganizationId, _at), cancellationToken);
        await SetRoleAsync(role, cancellationToken);
        return this;
    }

    public Task SetRoleAsync(string newRole, CancellationToken cancellationToken) => TellAsync(
        "organizationMembership.updated",
        ClerkEventJson.Membership("orgmem_" + userId, userId, OrganizationId, newRole, ++_at),
        cancellationToken);

    public Task RevokeSessionAsync(CancellationToken cancellationToken) => TellAsync(
        "session.revoked", ClerkEventJson.Session(SessionId, userId, "revoked", ++_at), cancellationToken);

    private Task TellAsync(string type, JsonObject data, CancellationToken cancellationToken) => front.AcknowledgedAsync(
        $"msg_{userId}_{++_at}", ClerkEventJson.Envelope(type, data, _at), cancellationToken);
}
