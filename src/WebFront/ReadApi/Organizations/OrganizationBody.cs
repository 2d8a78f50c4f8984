using Identity.Clerk.Json;
using Identity.WebFront.ReadApi.Bodies;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>Writes an organization: as Clerk sent it, and what the directory counts of it where that is asked for.</summary>
internal static class OrganizationBody
{
    private const string MembersCount = "members_count";
    private const string MissingMember = "missing_member_with_elevated_permissions";

    /// <param name="raw">As Clerk sent it.</param>
    /// <param name="members">How many members it has; null to leave that out.</param>
    /// <param name="isMissingMember">Whether nobody may manage it; null to leave that out.</param>
    public static RawJson Of(RawJson raw, long? members, bool? isMissingMember) =>
        ObjectEdit.With(raw, new Dictionary<string, RawJson>
        {
            [MembersCount] = members is { } count ? ObjectEdit.Number(count) : ObjectEdit.Nothing,
            [MissingMember] = isMissingMember is { } missing ? ObjectEdit.Flag(missing) : ObjectEdit.Nothing,
        });
}
