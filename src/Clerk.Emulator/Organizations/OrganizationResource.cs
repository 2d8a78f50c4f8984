using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>An organization in Clerk's shape, members in alphabetical order as real webhooks have them.</summary>
internal static class OrganizationResource
{
    private const int MembersAllowed = Limits.Memberships;

    public static JsonObject Of(Organization organization, string instanceId) => new()
    {
        ["admin_delete_enabled"] = true,
        ["created_at"] = organization.CreatedAt,
        ["created_by"] = organization.CreatedBy,
        ["has_image"] = false,
        ["id"] = organization.Id,
        ["image_url"] = DefaultImage.Url(instanceId, organization.Id, organization.Name),
        ["logo_url"] = null,
        ["max_allowed_memberships"] = MembersAllowed,
        ["name"] = organization.Name,
        ["object"] = "organization",
        ["private_metadata"] = JsonObject.Create(organization.PrivateMetadata),
        ["public_metadata"] = JsonObject.Create(organization.PublicMetadata),
        ["slug"] = organization.Slug,
        ["updated_at"] = organization.UpdatedAt,
    };

    /// <summary>As a membership embeds it: without private metadata, with counts.</summary>
    public static JsonObject Embedded(
        Organization organization, int members, int pendingInvitations, string instanceId) => new()
        {
            ["admin_delete_enabled"] = true,
            ["created_at"] = organization.CreatedAt,
            ["created_by"] = organization.CreatedBy,
            ["has_image"] = false,
            ["id"] = organization.Id,
            ["image_url"] = DefaultImage.Url(instanceId, organization.Id, organization.Name),
            ["logo_url"] = null,
            ["max_allowed_memberships"] = MembersAllowed,
            ["members_count"] = members,
            ["name"] = organization.Name,
            ["object"] = "organization",
            ["pending_invitations_count"] = pendingInvitations,
            ["public_metadata"] = JsonObject.Create(organization.PublicMetadata),
            ["slug"] = organization.Slug,
            ["updated_at"] = organization.UpdatedAt,
        };

    /// <summary>What anybody may know of it.</summary>
    public static JsonObject PublicDataOf(Organization organization, string instanceId) => new()
    {
        ["has_image"] = false,
        ["id"] = organization.Id,
        ["image_url"] = DefaultImage.Url(instanceId, organization.Id, organization.Name),
        ["name"] = organization.Name,
        ["slug"] = organization.Slug,
    };

    public static JsonObject Deleted(Organization organization) => new()
    {
        ["deleted"] = true,
        ["id"] = organization.Id,
        ["object"] = "organization",
        ["slug"] = organization.Slug,
    };
}
