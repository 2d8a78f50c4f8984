using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Organizations;
using Identity.Grains.Roles;
using Identity.WebFront.Hosting;
using Identity.WebFront.ReadApi.Bodies;
using Orleans;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>
/// Writes memberships: as Clerk sent them, with the organization, the user and the role's permissions as they are now.
/// Clerk sends no event of a membership when one of those changes.
/// </summary>
internal sealed class MembershipBodies(IGrainFactory grains, TimeProvider clock)
{
    private const string PrivateMetadata = "private_metadata";

    public async Task<IReadOnlyList<RawJson>> OfAsync(
        IReadOnlyCollection<StoredMembership> memberships, CancellationToken cancellationToken)
    {
        if (memberships.Count == 0) return [];
        var roles = await GrainReads.OneAsync(
            grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value).GetAsync(), clock, cancellationToken);
        OrganizationId[] ids = [.. memberships.Select(membership => membership.Row.OrganizationId).Distinct()];
        var standings = await GrainReads.EachAsync(
            ids, id => grains.GetGrain<IOrganizationGrain>(id.Value).GetAsync(), clock, cancellationToken);
        var organizations = ids.Zip(standings).ToDictionary(pair => pair.First, pair => pair.Second.Snapshot?.Raw);
        return [.. memberships.Select(m => Of(m, organizations[m.Row.OrganizationId], roles))];
    }

    private static RawJson Of(StoredMembership membership, RawJson? organization, RoleCatalogSnapshot roles)
    {
        var values = new Dictionary<string, RawJson>();
        foreach (var (name, value) in ObjectEdit.MembersOf(membership.Raw))
        {
            if (name == "organization" && organization is { } current) values[name] = Current(value, current);
            if (name == "public_user_data" && membership.User is { } user) values[name] = PublicUserData.Of(value, user);
        }

        if (membership.Row.Role is { } role && roles.Permissions.TryGetValue(role, out var permissions))
            values["permissions"] = ObjectEdit.Texts(permissions);
        return ObjectEdit.With(membership.Raw, values);
    }

    // Of an embedded organization Clerk tells what its members may know, and some numbers besides.
    private static RawJson Current(RawJson embedded, RawJson organization)
    {
        var values = ObjectEdit.MembersOf(organization).ToDictionary();
        values[PrivateMetadata] = ObjectEdit.Nothing;
        return ObjectEdit.With(embedded, values);
    }
}
