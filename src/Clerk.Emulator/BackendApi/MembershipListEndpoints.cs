using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Memberships of the whole instance and of one organization.</summary>
internal static class MembershipListEndpoints
{
    public static void MapMembershipLists(this RouteGroupBuilder api, LiveInstance live)
    {
        api.MapGet("/organization_memberships", context => ListAsync(context, live));
        api.MapGet("/organizations/{id}/memberships", context => ListInAsync(context, live));
    }

    public static Task AnswerAsync(HttpContext context, LiveInstance live, Slice<MembershipView> memberships)
    {
        var catalog = live.Read(instance => instance.Catalog);
        return BackendApiAnswer.WriteAsync(
            context,
            new JsonArray([.. memberships.Items.Select(
                view => MembershipResource.Of(view, catalog, live.Keys.InstanceId))]),
            memberships.Total);
    }

    private static Task ListAsync(HttpContext context, LiveInstance live)
    {
        var reader = new QueryReader(context.Request.Query);
        var (order, paging) = reader.Page(MemberOrders.All.Keys);
        return reader.Fault is { } fault
            ? BackendApiAnswer.WriteAsync(context, fault)
            : AnswerAsync(context, live, live.Read(instance => instance.ListMemberships(order, paging)));
    }

    private static Task ListInAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        var reader = new QueryReader(context.Request.Query);
        var (order, paging) = reader.Page(MemberOrders.All.Keys);
        var filter = Filter(reader);
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var memberships = live.Read(instance => instance.State.Organizations.TryGetValue(id, out var organization)
            ? instance.ListMembershipsIn(organization, order, paging, filter)
            : null);
        return memberships is null
            ? BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownOrganization)
            : AnswerAsync(context, live, memberships);
    }

    private static Func<Member, bool>? Filter(QueryReader reader)
    {
        var roles = reader.Many("role");
        var created = reader.Window("created_at");
        var users = new UserQuery
        {
            UserIds = reader.Signed("user_id"),
            EmailAddresses = reader.Many("email_address"),
            PhoneNumbers = reader.Many("phone_number"),
            Usernames = reader.Many("username"),
            Text = reader.Text("query"),
            EmailText = reader.Text("email_address_query"),
            PhoneText = reader.Text("phone_number_query"),
            UsernameText = reader.Text("username_query"),
            NameText = reader.Text("name_query"),
            LastActiveAt = reader.Window("last_active_at"),
            Nobody = reader.Many("web3_wallet").Count > 0,
        };
        return roles.Count == 0 && created.IsOpen && users.IsEmpty
            ? null
            : member => (roles.Count == 0 || roles.Contains(member.Membership.Role))
                && created.Admits(member.Membership.CreatedAt)
                && users.Admits(member.User, _ => true);
    }
}
