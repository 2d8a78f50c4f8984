using System.Collections.Frozen;
using Identity.Grains;
using Identity.Grains.State;
using Identity.Storage.Directory.Lists;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Bodies;
using Identity.WebFront.ReadApi.Requests;
using Orleans;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary><c>/v1/organizations</c>: lists from the directory, one organization from its grain.</summary>
internal static class OrganizationEndpoints
{
    private static readonly FrozenDictionary<string, OrganizationOrder> Orders = new Dictionary<string, OrganizationOrder>
    {
        ["name"] = OrganizationOrder.Name,
        ["created_at"] = OrganizationOrder.CreatedAt,
        ["members_count"] = OrganizationOrder.MembersCount,
    }.ToFrozenDictionary();

    public static void MapOrganizations(this RouteGroupBuilder api)
    {
        api.MapRead("/organizations", ListAsync);
        api.MapRead("/organizations/{id}", GetAsync);
    }

    private static async Task<ClerkAnswer> ListAsync(
        HttpRequest request,
        IDirectoryLists lists,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = await FilterAsync(query, grains, clock, cancellationToken) with
        {
            OrganizationIds = query.Signed("organization_id"),
            UserIds = query.Signed("user_id"),
            Text = query.Text("query"),
        };
        var (order, part) = query.Page(Orders);
        if (query.Fault is { } wrong) return wrong;

        var page = await lists.ListOrganizationsAsync(filter, order, part, Reader(filter), cancellationToken);
        return ClerkAnswer.Page([.. page.Items.Select(item => item.Json)], page.Total);
    }

    private static async Task<ClerkAnswer> GetAsync(
        string id,
        HttpRequest request,
        Lookup lookup,
        IDirectoryLists lists,
        IGrainFactory grains,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = await FilterAsync(query, grains, clock, cancellationToken);
        if (query.Fault is { } wrong) return wrong;
        if (await lookup.FindOrganizationAsync(id, cancellationToken) is not { } organization)
            return ClerkError.UnknownOrganization;
        if (filter == new OrganizationFilter())
            return ClerkAnswer.Of(OrganizationBody.Of(organization.Raw, members: null, isMissingMember: null));

        filter = filter with { OrganizationIds = new SignedValues([organization.Id.Value], []) };
        var page = await lists.ListOrganizationsAsync(
            filter, OrganizationOrder.CreatedAt, new ListPart(1, 0, false), Reader(filter), cancellationToken);
        return page.Items is [var counted] ? ClerkAnswer.Of(counted.Json) : ClerkError.UnknownOrganization;
    }

    private static async ValueTask<OrganizationFilter> FilterAsync(
        QueryReader query, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var filter = new OrganizationFilter { CountsMembers = query.Flag("include_members_count") ?? false };
        return query.Flag("include_missing_member_with_elevated_permissions") ?? false
            ? filter with { SoughtRoles = await ElevatedRoles.FindAsync(grains, clock, cancellationToken) }
            : filter;
    }

    // An order by the number of members counts them, and still shows them to nobody who didn't ask.
    private static ItemReader<OrganizationRow, Body> Reader(OrganizationFilter filter) => new(
        GrainStorage.OrganizationState,
        (row, state) => StoredBodies.FindProfile(state) is { } raw
            ? new Body(OrganizationBody.Of(
                raw, filter.CountsMembers ? row.Members : null, row.HasSoughtRole is { } has ? !has : null))
            : null);
}
