using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>Reads an <see cref="OrganizationResource"/>.</summary>
internal static class OrganizationReader
{
    private static readonly JsonMembers Members =
        new("id", "name", "slug", "image_url", "created_by", "created_at", "updated_at");

    public static OrganizationResource? Read(ReadOnlySpan<byte> json, string path, out string? problem)
    {
        OrganizationId id = default;
        var name = "";
        var (slug, imageUrl) = ((string?)null, (string?)null);
        UserId? createdBy = null;
        var (createdAt, updatedAt) = (0L, 0L);

        var cursor = new JsonObjectCursor(json, Members, path);
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "id": id = cursor.Id<OrganizationId>(); break;
                case "name": name = cursor.Text(); break;
                case "slug": slug = cursor.TextOrNull(); break;
                case "image_url": imageUrl = cursor.TextOrNull(); break;
                case "created_by": createdBy = cursor.IdOrNull<UserId>(); break;
                case "created_at": createdAt = cursor.Time(); break;
                case "updated_at": updatedAt = cursor.Time(); break;
            }
        }

        cursor.Require("id");
        cursor.Require("name");
        cursor.Require("created_at");
        cursor.Require("updated_at");
        problem = cursor.Problem;
        return problem is not null ? null : new OrganizationResource
        {
            Id = id,
            Name = name,
            Slug = slug,
            ImageUrl = imageUrl,
            CreatedBy = createdBy,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Raw = RawJson.Copy(json),
        };
    }
}
