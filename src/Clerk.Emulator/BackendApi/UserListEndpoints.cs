using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary><c>GET /v1/users</c> and what hangs on it (Clerk's OpenAPI, <c>GetUserList</c>).</summary>
internal static class UserListEndpoints
{
    private const string StartingAfter = "starting_after";
    private const string OrderBy = "order_by";

    public static void MapUserLists(this RouteGroupBuilder api, LiveInstance live)
    {
        api.MapGet("/users", context => ListAsync(context, live));
        api.MapGet("/users/count", context => CountAsync(context, live));
        api.MapGet("/users/{id}/organization_memberships", context => MembershipsAsync(context, live));
        api.MapGet("/users/{id}/organization_invitations", context => InvitationsAsync(context, live));
    }

    private static Task ListAsync(HttpContext context, LiveInstance live)
    {
        var reader = new QueryReader(context.Request.Query);
        var query = Query(reader);
        var (order, paging) = reader.Page(UserOrders.All.Keys);
        var cursor = reader.Text(StartingAfter);
        if ((reader.Fault ?? FaultOf(cursor, order, paging)) is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var users = live.Read(instance =>
        {
            var after = cursor is null ? null : instance.State.Users.GetValueOrDefault(cursor);
            return cursor is not null && after is null ? null : instance.ListUsers(query, order, paging, after);
        });
        return users is null
            ? BackendApiAnswer.WriteAsync(context, UnknownCursor(cursor!))
            : BackendApiAnswer.WriteAsync(
                context, new JsonArray([.. users.Items.Select(user => UserResource.Of(user, live.Keys.InstanceId))]));
    }

    private static Task CountAsync(HttpContext context, LiveInstance live)
    {
        var reader = new QueryReader(context.Request.Query);
        var query = Query(reader);
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var all = live.Read(instance =>
            instance.ListUsers(query, UserOrders.CreatedAt, new Paging(0, 0, Descending: false)));
        return BackendApiAnswer.WriteAsync(
            context, new JsonObject { ["object"] = "total_count", ["total_count"] = all.Total });
    }

    private static Task MembershipsAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        var reader = new QueryReader(context.Request.Query);
        var (_, paging) = reader.Page([]);
        if (reader.Fault is { } fault)
            return BackendApiAnswer.WriteAsync(context, fault);

        var memberships = live.Read(instance => instance.State.Users.TryGetValue(id, out var user)
            ? instance.ListMembershipsOf(user, paging)
            : null);
        return memberships is null
            ? BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownUser(id))
            : MembershipListEndpoints.AnswerAsync(context, live, memberships);
    }

    private static Task InvitationsAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        return live.Read(instance => instance.State.Users.GetValueOrDefault(id)) is { } user
            ? InvitationListEndpoints.ListAsync(context, live, one => one.EmailAddress == user.EmailAddress.Value)
            : BackendApiAnswer.WriteAsync(context, BackendApiError.UnknownUser(id));
    }

    private static UserQuery Query(QueryReader reader) => new()
    {
        UserIds = reader.Signed("user_id"),
        ExternalIds = reader.Signed("external_id"),
        OrganizationIds = reader.Signed("organization_id"),
        EmailAddresses = reader.Many("email_address"),
        PhoneNumbers = reader.Many("phone_number"),
        Usernames = reader.Many("username"),
        Text = reader.Text("query"),
        EmailText = reader.Text("email_address_query"),
        PhoneText = reader.Text("phone_number_query"),
        UsernameText = reader.Text("username_query"),
        NameText = reader.Text("name_query"),
        Banned = reader.Flag("banned"),
        CreatedAt = reader.Window("created_at"),
        LastActiveAt = LastActiveAt(reader),
        LastSignInAt = reader.Window("last_sign_in_at"),
        Nobody = reader.Many("web3_wallet").Count > 0 || reader.Many("provider_user_id").Count > 0,
    };

    private static TimeWindow LastActiveAt(QueryReader reader)
    {
        var window = reader.Window("last_active_at");
        // The deprecated name includes the moment itself.
        return window.After is null && reader.Number("last_active_at_since") is { } since
            ? window with { After = since - 1 }
            : window;
    }

    /// <summary>A cursor needs an order by something that never changes, and says itself where to go on.</summary>
    private static BackendApiError? FaultOf(string? cursor, string order, Paging paging)
    {
        if (cursor is null)
            return null;
        if (order != UserOrders.CreatedAt)
            return BackendApiError.NotTogether(StartingAfter, OrderBy);
        return paging.Offset > 0 ? BackendApiError.NotTogether(StartingAfter, "offset") : null;
    }

    // What Clerk says of a cursor whose user is gone is not published.
    private static BackendApiError UnknownCursor(string id) => new(
        422, "form_param_value_invalid", "is invalid", $"No user was found with id {id}", StartingAfter);
}
