using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Control;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Organizations;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Writes of organizations and of who belongs to them.</summary>
internal static class OrganizationWriteEndpoints
{
    public static void MapOrganizationWrites(this RouteGroupBuilder api, LiveInstance live)
    {
        api.MapPatch(
            "/organizations/{id}",
            context => UpdateAsync(context, live, Forms.Organization, (i, id, f) => i.UpdateOrganization(id, f)));
        api.MapPatch(
            "/organizations/{id}/metadata",
            context => UpdateAsync(context, live, Forms.OrganizationMetadata, (i, id, f) => i.MergeMetadata(id, f)));
        api.MapPut(
            "/organizations/{id}/metadata",
            context => UpdateAsync(context, live, Forms.OrganizationMetadata, (i, id, f) => i.UpdateOrganization(id, f)));
        api.MapDelete("/organizations/{id}", context => BackendApiChange.ApplyAsync(
            context,
            live,
            instance => instance.DeleteOrganization(Route.Id(context)),
            (organization, _) => OrganizationResource.Deleted(organization),
            BackendApiError.UnknownOrganization));
        api.MapPost("/organizations/{id}/memberships", context => AddAsync(context, live));
        api.MapPatch("/organizations/{id}/memberships/{user}", context => ChangeRoleAsync(context, live));
        api.MapDelete("/organizations/{id}/memberships/{user}", context => RemoveAsync(context, live));
    }

    private static async Task UpdateAsync(
        HttpContext context,
        LiveInstance live,
        Func<FieldReader, OrganizationFields> form,
        Func<EmulatedInstance, string, OrganizationFields, Outcome<Organization>> update)
    {
        if (await BackendApiChange.ReadAsync(context, form) is (true, var fields))
        {
            await BackendApiChange.ApplyAsync(
                context,
                live,
                instance => update(instance, Route.Id(context), fields),
                (organization, instance) => OrganizationResource.Of(organization, instance.InstanceId),
                BackendApiError.UnknownOrganization);
        }
    }

    private static async Task AddAsync(HttpContext context, LiveInstance live)
    {
        if (await BackendApiChange.ReadAsync(
            context, reader => (reader.Required("user_id"), reader.Required("role"))) is (true, var (user, role)))
        {
            await ApplyAsync(context, live, instance => instance.AddMember(Route.Id(context), user, role));
        }
    }

    private static async Task ChangeRoleAsync(HttpContext context, LiveInstance live)
    {
        if (await BackendApiChange.ReadAsync(context, reader => reader.Required("role")) is (true, var role))
            await ApplyAsync(context, live, instance => instance.ChangeRole(Route.Id(context), User(context), role));
    }

    /// <summary>Answered with the membership as it was last, as Clerk does.</summary>
    private static Task RemoveAsync(HttpContext context, LiveInstance live)
    {
        JsonObject? last = null;
        return BackendApiChange.ApplyAsync(
            context,
            live,
            instance =>
            {
                last = instance.FindOrganization(Route.Id(context)) is { } organization
                    && instance.FindMembership(organization.Id, User(context)) is { } membership
                        ? Resource(membership, instance)
                        : null;
                return instance.RemoveMember(Route.Id(context), User(context));
            },
            (_, _) => last!,
            unknown: null);
    }

    private static Task ApplyAsync(
        HttpContext context, LiveInstance live, Func<EmulatedInstance, Outcome<Membership>> command) =>
        BackendApiChange.ApplyAsync(context, live, command, Resource, unknown: null);

    private static JsonObject Resource(Membership membership, EmulatedInstance instance) =>
        instance.Resource(membership, instance.State.Users[membership.UserId]);

    private static string User(HttpContext context) => context.GetRouteValue("user") as string ?? "";
}
