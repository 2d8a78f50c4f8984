using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>
/// What is read of something that was deleted. Clerk sends a stub with the id, or the whole object; for roles and
/// permissions its OpenAPI document says the one and its SDK the other.
/// </summary>
internal static class Deleted
{
    private static readonly JsonMembers Id = new("id");
    private static readonly JsonMembers IdAndKey = new("id", "key");

    /// <summary>Its id; null and a problem if it can't be read.</summary>
    public static TId? ReadId<TId>(ReadOnlySpan<byte> data, string path, out string? problem)
        where TId : struct, IClerkId<TId> =>
        Read<TId>(data, Id, path, out problem)?.Id;

    /// <summary>Its id, and its key unless it is a stub; null and a problem if it can't be read.</summary>
    public static (TId Id, string? Key)? ReadIdAndKey<TId>(ReadOnlySpan<byte> data, string path, out string? problem)
        where TId : struct, IClerkId<TId> =>
        Read<TId>(data, IdAndKey, path, out problem);

    private static (TId Id, string? Key)? Read<TId>(
        ReadOnlySpan<byte> data,
        JsonMembers members,
        string path,
        out string? problem)
        where TId : struct, IClerkId<TId>
    {
        TId id = default;
        string? key = null;
        var cursor = new JsonObjectCursor(data, members, path);
        while (cursor.Next())
        {
            if (cursor.Member == "id") id = cursor.Id<TId>();
            else key = cursor.TextOrNull();
        }

        cursor.Require("id");
        problem = cursor.Problem;
        return problem is null ? (id, key) : null;
    }
}
