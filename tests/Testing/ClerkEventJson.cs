using System.Text.Json;
using System.Text.Json.Nodes;

namespace Identity.Testing;

/// <summary>Webhook bodies as Clerk sends them, as far as a test says; the rest is invented.</summary>
public static class ClerkEventJson
{
    public const string Instance = "ins_3FzDrGx6NLNSgdnKRO6uvKKM3UN";

    /// <summary>A whole body: the envelope around a resource.</summary>
    public static byte[] Envelope(string type, JsonNode data, long occurredAt, string instance = Instance) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["data"] = data,
            ["event_attributes"] = new JsonObject(),
            ["instance_id"] = instance,
            ["object"] = "event",
            ["timestamp"] = occurredAt,
            ["type"] = type,
        });

    public static JsonObject User(
        string id, long updatedAt, string firstName = "Ada", bool banned = false, bool locked = false,
        string? email = null) => new()
        {
            ["object"] = "user",
            ["id"] = id,
            ["external_id"] = null,
            ["username"] = null,
            ["first_name"] = firstName,
            ["last_name"] = "Okafor",
            ["image_url"] = "https://img.example/1",
            ["primary_email_address_id"] = "idn_1",
            ["primary_phone_number_id"] = null,
            ["email_addresses"] = new JsonArray(new JsonObject
            {
                ["id"] = "idn_1",
                ["object"] = "email_address",
                ["email_address"] = email ?? $"{id}@northwind.example",
            }),
            ["phone_numbers"] = new JsonArray(),
            ["web3_wallets"] = new JsonArray(),
            ["public_metadata"] = new JsonObject { ["plan"] = "team" },
            ["private_metadata"] = new JsonObject { ["crm_id"] = "C-40112" },
            ["unsafe_metadata"] = new JsonObject(),
            ["banned"] = banned,
            ["locked"] = locked,
            ["created_at"] = 1_790_845_200_000,
            ["updated_at"] = updatedAt,
            ["last_sign_in_at"] = null,
            ["last_active_at"] = null,
        };

    public static JsonObject Session(
        string id, string userId, string status, long updatedAt, JsonObject? user = null, long? expireAt = null) => new()
        {
            ["object"] = "session",
            ["id"] = id,
            ["user_id"] = userId,
            ["client_id"] = "client_1",
            ["actor"] = null,
            ["status"] = status,
            ["last_active_organization_id"] = null,
            ["created_at"] = 1_790_845_860_040,
            ["updated_at"] = updatedAt,
            ["expire_at"] = expireAt ?? 4_102_444_800_000,
            ["abandon_at"] = 4_102_444_800_000,
            ["user"] = user,
        };

    public static JsonObject Organization(string id, long updatedAt, string name = "Northwind Labs", string slug = "northwind-labs") => new()
    {
        ["object"] = "organization",
        ["id"] = id,
        ["name"] = name,
        ["slug"] = slug,
        ["image_url"] = "https://img.example/2",
        ["created_by"] = null,
        ["public_metadata"] = new JsonObject(),
        ["private_metadata"] = new JsonObject { ["crm_id"] = "C-7" },
        ["created_at"] = 1_790_845_680_000,
        ["updated_at"] = updatedAt,
    };

    public static JsonObject Membership(
        string id, string userId, string organizationId, string role, long updatedAt) => new()
        {
            ["object"] = "organization_membership",
            ["id"] = id,
            ["role"] = role,
            ["role_name"] = role,
            ["permissions"] = role == "org:admin"
            ? new JsonArray("org:sys_memberships:manage", "org:invoices:read", "org:invoices:pay")
            : new JsonArray("org:invoices:read"),
            ["public_metadata"] = new JsonObject(),
            ["private_metadata"] = new JsonObject(),
            ["organization"] = Organization(organizationId, 1_790_845_680_000, slug: "as-the-membership-says"),
            ["public_user_data"] = new JsonObject { ["user_id"] = userId, ["identifier"] = "someone@northwind.example" },
            ["created_at"] = 1_790_845_680_018,
            ["updated_at"] = updatedAt,
        };

    public static JsonObject Deleted(string kind, string id) => new()
    {
        ["object"] = kind,
        ["id"] = id,
        ["deleted"] = true,
    };
}
