using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>An invitation in Clerk's shape.</summary>
internal static class InvitationResource
{
    /// <param name="invitation">What to show.</param>
    /// <param name="roleName">The role's name for people.</param>
    /// <param name="inviter">The inviter as members see them, or nobody known.</param>
    /// <param name="organization">What anybody may know of the organization.</param>
    /// <param name="now">Decides what has expired; Unix milliseconds.</param>
    public static JsonObject Of(
        Invitation invitation, string roleName, JsonObject? inviter, JsonObject organization, long now)
    {
        var status = invitation.StatusAt(now);
        var resource = new JsonObject
        {
            ["created_at"] = invitation.CreatedAt,
            ["email_address"] = invitation.EmailAddress,
            ["expires_at"] = invitation.ExpiresAt(),
            ["id"] = invitation.Id,
            ["inviter_id"] = invitation.InviterId,
            ["object"] = "organization_invitation",
            ["organization_id"] = invitation.OrganizationId,
            ["private_metadata"] = JsonObject.Create(invitation.PrivateMetadata),
            ["public_inviter_data"] = inviter,
            ["public_metadata"] = JsonObject.Create(invitation.PublicMetadata),
            ["public_organization_data"] = organization,
            ["role"] = invitation.Role,
            ["role_name"] = roleName,
            ["status"] = status,
            ["updated_at"] = invitation.UpdatedAt,
            ["url"] = status == Invitation.Pending
                ? $"https://clerk.northwind.example/v1/tickets/accept?ticket={invitation.Id}"
                : null,
        };
        if (invitation.UserId is { } userId)
            resource["user_id"] = userId;
        return resource;
    }
}
