using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    private static readonly Rejection UnknownInvitation =
        new(404, "unknown-invitation", "No invitation has this id.");

    private static readonly Rejection InvitationOver = Rejection.Conflict("The invitation is no longer pending.");

    /// <param name="organizationIdOrSlug">Where to.</param>
    /// <param name="emailAddress">Whom.</param>
    /// <param name="role">As what.</param>
    /// <param name="inviterIdOrName">Who invites; nobody when an administrator's program does.</param>
    public Outcome<Invitation> Invite(
        string organizationIdOrSlug, string emailAddress, string role, string? inviterIdOrName)
    {
        if (State.Invitations.Count >= Limits.Invitations)
            return Rejection.Full("invitations");
        if (FindOrganization(organizationIdOrSlug) is not { } organization)
            return Rejection.UnknownOrganization;
        if (Catalog.Find(role) is not { } known)
            return UnknownRole;
        var inviter = inviterIdOrName is null ? null : FindUser(inviterIdOrName);
        if (inviterIdOrName is not null && inviter is null)
            return Rejection.UnknownUser;
        var now = Now;
        if (InvitationsOf(organization.Id).Any(
            one => one.EmailAddress == emailAddress && one.StatusAt(now) == Invitation.Pending))
        {
            return Rejection.Conflict("This address is invited already.");
        }

        return Told(
            new Invitation
            {
                Id = NewId("orginv"),
                OrganizationId = organization.Id,
                EmailAddress = emailAddress,
                Role = known.Key,
                InviterId = inviter?.Id,
                Status = Invitation.Pending,
                PublicMetadata = NoMetadata,
                PrivateMetadata = NoMetadata,
                CreatedAt = now,
                UpdatedAt = now,
            },
            "organizationInvitation.created");
    }

    public Outcome<Invitation> RevokeInvitation(string id)
    {
        if (!State.Invitations.TryGetValue(id, out var invitation))
            return UnknownInvitation;
        return invitation.StatusAt(Now) != Invitation.Pending
            ? InvitationOver
            : Told(
                invitation with { Status = Invitation.Revoked, UpdatedAt = After(invitation.UpdatedAt) },
                "organizationInvitation.revoked");
    }

    /// <summary>Makes the user a member.</summary>
    /// <param name="id">Which invitation.</param>
    /// <param name="userIdOrName">Who accepts; without it the user whose address was invited.</param>
    public Outcome<Invitation> AcceptInvitation(string id, string? userIdOrName)
    {
        if (!State.Invitations.TryGetValue(id, out var invitation))
            return UnknownInvitation;
        if (invitation.StatusAt(Now) != Invitation.Pending)
            return InvitationOver;
        var user = userIdOrName is null ? _users.ByEmailAddress(invitation.EmailAddress) : FindUser(userIdOrName);
        if (user is null)
            return Rejection.UnknownUser;
        if (FindMembership(invitation.OrganizationId, user.Id) is not null)
            return Rejection.AlreadyMember;
        if (State.Memberships.Count >= Limits.Memberships)
            return Rejection.Full("memberships");

        var accepted = Told(
            invitation with
            {
                Status = Invitation.Accepted,
                UserId = user.Id,
                UpdatedAt = After(invitation.UpdatedAt),
            },
            "organizationInvitation.accepted");
        var joined = Join(State.Organizations[invitation.OrganizationId], user, invitation.Role);
        return Outcome<Invitation>.Done(accepted.Value, [.. accepted.Events, .. joined.Events]);
    }

    public JsonObject Resource(Invitation invitation)
    {
        var organization = State.Organizations[invitation.OrganizationId];
        return InvitationResource.Of(
            invitation,
            Catalog.Find(invitation.Role)?.Name ?? invitation.Role,
            invitation.InviterId is { } id && State.Users.TryGetValue(id, out var inviter)
                ? UserResource.InviterDataOf(inviter, InstanceId)
                : null,
            OrganizationResource.PublicDataOf(organization, InstanceId),
            Now);
    }

    private IEnumerable<Invitation> InvitationsOf(string organizationId) =>
        State.Invitations.Values.Where(one => one.OrganizationId == organizationId);

    private int CountPendingInvitations(string organizationId)
    {
        var now = Now;
        return InvitationsOf(organizationId).Count(one => one.StatusAt(now) == Invitation.Pending);
    }

    private Outcome<Invitation> Told(Invitation invitation, string type)
    {
        State = State with { Invitations = State.Invitations.SetItem(invitation.Id, invitation) };
        return Outcome<Invitation>.Done(invitation, Tell(type, Resource(invitation), invitation.UpdatedAt));
    }
}
