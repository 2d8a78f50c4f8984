using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Merging;

namespace Identity.Grains.Users;

/// <summary>A membership under its version, keyed by its own id: who left and came back has a new one.</summary>
/// <param name="Id">The membership's id.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Version">What orders its events.</param>
/// <param name="Grant">What it grants; null once it was deleted, for ever.</param>
internal sealed record MembershipRecord(
    MembershipId Id,
    OrganizationId OrganizationId,
    EventVersion Version,
    MembershipGrant? Grant) : IVersionedRecord
{
    [JsonIgnore]
    public string Key => Id.Value;

    public static MembershipRecord From(OrganizationMembershipResource membership, EventVersion version) =>
        new(membership.Id, membership.OrganizationId, version, MembershipGrant.From(membership));

    public static MembershipRecord FromDeleted(OrganizationMembershipResource membership, EventVersion version) =>
        new(membership.Id, membership.OrganizationId, version, Grant: null);
}
