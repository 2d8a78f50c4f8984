using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.Control;

/// <summary>
/// Organizations by id or slug and their members by id or username, under <c>/emulator/organizations</c>.
/// </summary>
internal static class OrganizationEndpoints
{
    public static void MapOrganizations(this RouteGroupBuilder emulator, LiveInstance live)
    {
        var organizations = emulator.MapGroup("/organizations");
        organizations.MapGet("", context => Answers.JsonAsync(context, StatusCodes.Status200OK, live.Read(List)));
        organizations.MapPost("", context => CreateAsync(new ControlCall(context, live)));
        organizations.MapPatch("/{id}", context => UpdateAsync(new ControlCall(context, live)));
        organizations.MapDelete("/{id}", context => DeleteAsync(new ControlCall(context, live)));
        organizations.MapPost("/{id}/members", context => AddMemberAsync(new ControlCall(context, live)));
        organizations.MapPatch("/{id}/members/{user}", context => ChangeRoleAsync(new ControlCall(context, live)));
        organizations.MapDelete("/{id}/members/{user}", context => RemoveMemberAsync(new ControlCall(context, live)));
    }

    /// <summary>The oldest organizations, each with its oldest members and how many there are.</summary>
    private static JsonArray List(EmulatedInstance instance)
    {
        var organizations = new JsonArray();
        foreach (var organization in
            instance.State.Organizations.Values.OrderBy(one => one.CreatedAt).Take(Limits.Listed))
        {
            var resource = OrganizationResource.Of(organization, instance.InstanceId);
            var members = instance.ListMembershipsIn(
                organization,
                MemberOrders.CreatedAt,
                new Paging(Limits.ListedMembers, 0, Descending: false),
                filter: null);
            resource["members"] = new JsonArray([.. members.Items.Select(view => view.Member)
                .OrderBy(member => member.Membership.CreatedAt).ThenBy(member => member.Membership.Role)
                .Select(member => new JsonObject
                {
                    ["id"] = member.Membership.Id,
                    ["user_id"] = member.User.Id,
                    ["identifier"] = member.User.EmailAddress.Value,
                    ["role"] = member.Membership.Role,
                })]);
            resource["members_count"] = members.Total;
            organizations.Add(resource);
        }

        return organizations;
    }

    private static async Task CreateAsync(ControlCall call)
    {
        if (await call.ReadAsync(reader => (Forms.Organization(reader), reader.Required("created_by"))) is
            (true, var (fields, createdBy)))
        {
            await call.ApplyAsync(
                instance => instance.CreateOrganization(fields, createdBy), Answer, StatusCodes.Status201Created);
        }
    }

    private static async Task UpdateAsync(ControlCall call)
    {
        if (await call.ReadAsync(Forms.Organization) is (true, var fields))
            await call.ApplyAsync(instance => instance.UpdateOrganization(call.Id, fields), Answer);
    }

    private static Task DeleteAsync(ControlCall call) =>
        call.ApplyAsync(
            instance => instance.DeleteOrganization(call.Id),
            (organization, _) => OrganizationResource.Deleted(organization));

    private static async Task AddMemberAsync(ControlCall call)
    {
        if (await call.ReadAsync(reader => (reader.Required("user_id"), reader.Required("role"))) is
            (true, var (user, role)))
        {
            await call.ApplyAsync(
                instance => instance.AddMember(call.Id, user, role), Answer, StatusCodes.Status201Created);
        }
    }

    private static async Task ChangeRoleAsync(ControlCall call)
    {
        if (await call.ReadAsync(reader => reader.Required("role")) is (true, var role))
            await call.ApplyAsync(instance => instance.ChangeRole(call.Id, call.Route("user"), role), Answer);
    }

    private static Task RemoveMemberAsync(ControlCall call) =>
        call.ApplyAsync(
            instance => instance.RemoveMember(call.Id, call.Route("user")),
            (membership, _) => new JsonObject { ["id"] = membership.Id, ["deleted"] = true });

    private static JsonObject Answer(Organization organization, EmulatedInstance instance) =>
        new() { ["organization"] = OrganizationResource.Of(organization, instance.InstanceId) };

    private static JsonObject Answer(Membership membership, EmulatedInstance instance) => new()
    {
        // Somebody may have deleted it between the change and this answer.
        ["membership"] = instance.FindMembership(membership.OrganizationId, membership.UserId) is { } kept
            ? instance.Resource(kept, instance.State.Users[kept.UserId])
            : null,
    };
}
