using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Invitations to organizations: of the instance, of one organization, one of them.</summary>
internal static class InvitationListEndpoints
{
    private static readonly string[] Statuses =
        [Invitation.Pending, Invitation.Accepted, Invitation.Revoked, Invitation.Expired];

    private static readonly Dictionary<string, IComparer<Invitation>> Orders = new()
    {
        ["created_at"] = Order.By<Invitation>(one => one.CreatedAt, one => one.Id),
        ["email_address"] = Order.By<Invitation>(one => one.EmailAddress, one => one.Id),
    };

    public static void MapInvitationLists(this RouteGroupBuilder api, LiveInstance live)
    {
        api.MapGet("/organization_invitations", context => ListAsync(context, live, _ => true));
        api.MapGet("/organizations/{id}/invitations", context => ListInAsync(context, live));
        api.MapGet("/organizations/{id}/invitations/{invitation}", context => GetAsync(context, live));
    }

    public static Task ListAsync(HttpContext context, LiveInstance live, Func<Invitation, bool> filter)
    {
        var reader = new QueryReader(context.Request.Query);
        var (order, paging) = reader.Page(Orders.Keys);
        var statuses = reader.Many("status");
        if (statuses.Except(Statuses).FirstOrDefault() is { } unknown)
            return BackendApiAnswer.WriteAsync(context, BackendApiError.BadValue("status", unknown, Statuses));
        var email = reader.Text("email_address");
        var text = reader.Text("query");
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var invitations = live.Read(instance =>
        {
            var now = instance.Now;
            return paging.Of(
                instance.State.Invitations.Values.Where(one =>
                    filter(one)
                    && (statuses.Count == 0 || statuses.Contains(one.StatusAt(now)))
                    && (email is null || one.EmailAddress == email)
                    && (text is null || one.EmailAddress.Contains(text, StringComparison.OrdinalIgnoreCase))),
                Orders[order]).Select(instance.Resource);
        });
        return BackendApiAnswer.WriteAsync(context, new JsonArray([.. invitations.Items]), invitations.Total);
    }

    private static Task ListInAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        return live.Read(instance => instance.State.Organizations.ContainsKey(id))
            ? ListAsync(context, live, one => one.OrganizationId == id)
            : BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownOrganization);
    }

    private static Task GetAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        var invitationId = context.GetRouteValue("invitation") as string ?? "";
        var resource = live.Read(instance =>
            instance.State.Invitations.TryGetValue(invitationId, out var one) && one.OrganizationId == id
                ? instance.Resource(one)
                : null);
        return resource is null
            ? BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownInvitation(invitationId))
            : BackendApiAnswer.WriteAsync(context, resource);
    }
}
