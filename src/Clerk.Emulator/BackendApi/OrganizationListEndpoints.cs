using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Organizations; those of an instance are few enough to be sorted each time.</summary>
internal static class OrganizationListEndpoints
{
    private static readonly string[] Orders = ["name", "created_at", "members_count"];

    public static void MapOrganizationLists(this RouteGroupBuilder api, LiveInstance live)
    {
        api.MapGet("/organizations", context => ListAsync(context, live));
        api.MapGet("/organizations/{id}", context => GetAsync(context, live));
    }

    private static Task ListAsync(HttpContext context, LiveInstance live)
    {
        var reader = new QueryReader(context.Request.Query);
        var (order, paging) = reader.Page(Orders);
        var ids = reader.Signed("organization_id");
        var users = reader.Signed("user_id");
        var text = reader.Text("query");
        var flags = Flags(reader);
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var organizations = live.Read(instance => paging.Of(
            instance.State.Organizations.Values.Where(organization =>
                ids.Admits(id => id == organization.Id)
                && users.Admits(id => instance.FindMembership(organization.Id, id) is not null)
                && (text is null || IsLike(organization, text))),
            OrderOf(order, instance)).Select(organization => Resource(organization, instance, flags)));
        return BackendApiAnswer.WriteAsync(context, new JsonArray([.. organizations.Items]), organizations.Total);
    }

    private static Task GetAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        var reader = new QueryReader(context.Request.Query);
        var flags = Flags(reader);
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var resource = live.Read(instance => instance.FindOrganization(id) is { } organization
            ? Resource(organization, instance, flags)
            : null);
        return resource is null
            ? BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownOrganization)
            : BackendApiAnswer.WriteAsync(context, resource);
    }

    private static (bool MembersCount, bool MissingMember) Flags(QueryReader reader) => (
        reader.Flag("include_members_count") ?? false,
        reader.Flag("include_missing_member_with_elevated_permissions") ?? false);

    private static IComparer<Organization> OrderOf(string order, EmulatedInstance instance) => order switch
    {
        "name" => Order.By<Organization>(organization => organization.Name, organization => organization.Id),
        "members_count" => Order.By<Organization>(
            organization => instance.CountMembers(organization), organization => organization.Id),
        _ => Order.By<Organization>(organization => organization.CreatedAt, organization => organization.Id),
    };

    private static bool IsLike(Organization organization, string text) =>
        organization.Id == text
        || organization.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || organization.Slug.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Resource(
        Organization organization, EmulatedInstance instance, (bool MembersCount, bool MissingMember) flags)
    {
        var resource = OrganizationResource.Of(organization, instance.InstanceId);
        if (flags.MembersCount)
            resource["members_count"] = instance.CountMembers(organization);
        if (flags.MissingMember)
        {
            resource["missing_member_with_elevated_permissions"] = !instance.MembersOf(organization)
                .Any(member => member.Membership.Role == RoleCatalog.Admin);
        }

        return resource;
    }
}
