using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>Reads a <see cref="PermissionResource"/>.</summary>
internal static class PermissionReader
{
    private static readonly JsonMembers Members = new("id", "key", "created_at", "updated_at");

    public static PermissionResource? Read(ReadOnlySpan<byte> json, string path, out string? problem)
    {
        PermissionId id = default;
        var key = "";
        var (createdAt, updatedAt) = (0L, 0L);

        var cursor = new JsonObjectCursor(json, Members, path);
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "id": id = cursor.Id<PermissionId>(); break;
                case "key": key = cursor.Text(); break;
                case "created_at": createdAt = cursor.Time(); break;
                case "updated_at": updatedAt = cursor.Time(); break;
            }
        }

        cursor.Require("id");
        cursor.Require("key");
        cursor.Require("created_at");
        cursor.Require("updated_at");
        problem = cursor.Problem;
        return problem is not null ? null : new PermissionResource
        {
            Id = id,
            Key = key,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Raw = RawJson.Copy(json),
        };
    }
}
