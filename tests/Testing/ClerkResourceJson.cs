using System.Text.Json.Nodes;

namespace Identity.Testing;

/// <summary>Resources that are kept by themselves, as Clerk sends them.</summary>
public static class ClerkResourceJson
{
    public static JsonObject Invitation(
        string id, string organizationId, string status, long updatedAt, string? inviterId = null,
        string? acceptedBy = null)
    {
        var invitation = new JsonObject
        {
            ["object"] = "organization_invitation",
            ["id"] = id,
            ["organization_id"] = organizationId,
            ["inviter_id"] = inviterId,
            ["public_inviter_data"] = inviterId is null
                ? null
                : new JsonObject
                {
                    ["user_id"] = inviterId,
                    ["first_name"] = "Ada",
                    ["identifier"] = "ada@northwind.example",
                },
            ["email_address"] = $"{id}@fabrikam.example",
            ["role"] = "org:member",
            ["role_name"] = "Member",
            ["status"] = status,
            ["public_metadata"] = new JsonObject(),
            ["url"] = null,
            ["expires_at"] = null,
            ["created_at"] = 1_790_845_200_000,
            ["updated_at"] = updatedAt,
        };
        if (acceptedBy is not null) invitation["user_id"] = acceptedBy;
        return invitation;
    }

    public static JsonObject Domain(string id, string organizationId, string mode, long updatedAt) => new()
    {
        ["object"] = "organization_domain",
        ["id"] = id,
        ["organization_id"] = organizationId,
        ["name"] = $"{id}.example",
        ["enrollment_mode"] = mode,
        ["verification"] = null,
        ["total_pending_invitations"] = 0,
        ["total_pending_suggestions"] = 0,
        ["created_at"] = 1_790_845_200_000,
        ["updated_at"] = updatedAt,
    };

    public static JsonObject WaitlistEntry(string id, string status, long updatedAt) => new()
    {
        ["object"] = "waitlist_entry",
        ["id"] = id,
        ["email_address"] = $"{id}@fabrikam.example",
        ["status"] = status,
        ["created_at"] = 1_790_845_200_000,
        ["updated_at"] = updatedAt,
    };

    /// <summary>A subscription, one of its items or a payment attempt: what they say of who pays is the same.</summary>
    public static JsonObject Billing(
        string kind, string id, string status, long updatedAt, string? userId = null, string? organizationId = null)
    {
        var payer = new JsonObject { ["object"] = "commerce_payer", ["id"] = $"payer_of_{id}" };
        if (userId is not null) payer["user_id"] = userId;
        if (organizationId is not null) payer["organization_id"] = organizationId;
        return new JsonObject
        {
            ["object"] = kind,
            ["id"] = id,
            ["status"] = status,
            ["payer"] = payer,
            ["created_at"] = 1_790_845_200_000,
            ["updated_at"] = updatedAt,
        };
    }
}
