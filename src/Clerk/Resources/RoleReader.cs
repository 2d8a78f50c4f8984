using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>Reads a <see cref="RoleResource"/>.</summary>
internal static class RoleReader
{
    /// <summary>The most permissions of one role that are read; Clerk allows far fewer.</summary>
    public const int MaxPermissions = 1000;

    private static readonly JsonMembers Members = new("id", "key", "permissions", "created_at", "updated_at");

    public static RoleResource? Read(ReadOnlySpan<byte> json, string path, out string? problem)
    {
        RoleId id = default;
        var key = "";
        ImmutableArray<PermissionResource> permissions = [];
        var (createdAt, updatedAt) = (0L, 0L);

        var cursor = new JsonObjectCursor(json, Members, path);
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "id": id = cursor.Id<RoleId>(); break;
                case "key": key = cursor.Text(); break;
                case "permissions" when !cursor.IsNull: permissions = ReadPermissions(ref cursor, path); break;
                case "created_at": createdAt = cursor.Time(); break;
                case "updated_at": updatedAt = cursor.Time(); break;
            }
        }

        cursor.Require("id");
        cursor.Require("key");
        cursor.Require("permissions");
        cursor.Require("created_at");
        cursor.Require("updated_at");
        problem = cursor.Problem;
        return problem is not null ? null : new RoleResource
        {
            Id = id,
            Key = key,
            Permissions = permissions,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Raw = RawJson.Copy(json),
        };
    }

    private static ImmutableArray<PermissionResource> ReadPermissions(ref JsonObjectCursor cursor, string path)
    {
        if (!cursor.EnterList()) return [];
        var permissions = ImmutableArray.CreateBuilder<PermissionResource>();
        while (cursor.NextObject(out var json))
        {
            if (permissions.Count == MaxPermissions) cursor.Fail("too many");
            var permission = PermissionReader.Read(json, $"{path}.permissions[]", out var problem);
            cursor.Adopt(problem);
            if (permission is not null) permissions.Add(permission);
        }

        return permissions.DrainToImmutable();
    }
}
