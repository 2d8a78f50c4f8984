using System.Collections.Frozen;
using Identity.Clerk.Json;
using Identity.WebFront.ReadApi.Bodies;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>What other members may know of a user, as the user is now.</summary>
internal static class PublicUserData
{
    // Of the same name and meaning in both. The identifier is Clerk's choice among several.
    private static readonly FrozenSet<string> Shared = FrozenSet.Create(
        StringComparer.Ordinal,
        "first_name", "last_name", "profile_image_url", "image_url", "has_image", "username", "banned", "deprovisioned");

    /// <param name="sent">What Clerk sent with the membership; members that it doesn't have aren't added.</param>
    /// <param name="user">The user as Clerk sent it.</param>
    public static RawJson Of(RawJson sent, RawJson user)
    {
        var shown = ObjectEdit.MembersOf(sent).Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        shown.IntersectWith(Shared);
        return ObjectEdit.With(
            sent,
            ObjectEdit.MembersOf(user).Where(member => shown.Contains(member.Key)).ToDictionary());
    }
}
