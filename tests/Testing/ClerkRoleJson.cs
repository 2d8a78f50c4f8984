using System.Text.Json.Nodes;

namespace Identity.Testing;

/// <summary>Roles and permissions as Clerk sends them.</summary>
public static class ClerkRoleJson
{
    public static JsonObject Role(string id, string key, long updatedAt, params JsonObject[] permissions) => new()
    {
        ["object"] = "role",
        ["id"] = id,
        ["name"] = key,
        ["key"] = key,
        ["description"] = null,
        ["is_creator_eligible"] = false,
        ["permissions"] = new JsonArray([.. permissions]),
        ["created_at"] = 1_790_845_200_000,
        ["updated_at"] = updatedAt,
    };

    public static JsonObject Permission(string id, string key, long updatedAt) => new()
    {
        ["object"] = "permission",
        ["id"] = id,
        ["name"] = key,
        ["key"] = key,
        ["description"] = "",
        ["type"] = "user",
        ["created_at"] = 1_790_845_200_000,
        ["updated_at"] = updatedAt,
    };
}
