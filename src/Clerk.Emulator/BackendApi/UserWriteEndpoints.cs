using Identity.Clerk.Emulator.Control;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Writes of users, by id alone; each is answered with the whole user.</summary>
internal static class UserWriteEndpoints
{
    public static void MapUserWrites(this RouteGroupBuilder api, LiveInstance live)
    {
        api.MapPost("/users", context => CreateAsync(context, live));
        api.MapPatch("/users/{id}", context => UpdateAsync(context, live, Forms.User, (i, id, f) => i.UpdateUser(id, f)));
        api.MapPatch(
            "/users/{id}/metadata",
            context => UpdateAsync(context, live, Forms.UserMetadata, (i, id, f) => i.MergeMetadata(id, f)));
        api.MapPut(
            "/users/{id}/metadata",
            context => UpdateAsync(context, live, Forms.UserMetadata, (i, id, f) => i.UpdateUser(id, f)));
        api.MapDelete("/users/{id}", context => DeleteAsync(context, live));
        api.MapPost("/users/{id}/ban", context => ApplyAsync(context, live, (i, id) => i.SetBanned(id, banned: true)));
        api.MapPost("/users/{id}/unban", context => ApplyAsync(context, live, (i, id) => i.SetBanned(id, banned: false)));
        api.MapPost("/users/{id}/lock", context => ApplyAsync(context, live, (i, id) => i.SetLocked(id, locked: true)));
        api.MapPost("/users/{id}/unlock", context => ApplyAsync(context, live, (i, id) => i.SetLocked(id, locked: false)));
    }

    private static async Task CreateAsync(HttpContext context, LiveInstance live)
    {
        if (await BackendApiChange.ReadAsync(context, Forms.NewUser) is (true, var fields))
        {
            await BackendApiChange.ApplyAsync(
                context,
                live,
                instance => instance.CreateUser(fields),
                (user, instance) => UserResource.Of(user, instance.InstanceId),
                unknown: null);
        }
    }

    private static async Task UpdateAsync(
        HttpContext context,
        LiveInstance live,
        Func<FieldReader, UserFields> form,
        Func<EmulatedInstance, string, UserFields, Outcome<User>> update)
    {
        if (await BackendApiChange.ReadAsync(context, form) is (true, var fields))
            await ApplyAsync(context, live, (instance, id) => update(instance, id, fields));
    }

    private static Task DeleteAsync(HttpContext context, LiveInstance live)
    {
        var id = Route.Id(context);
        return BackendApiChange.ApplyAsync(
            context,
            live,
            instance => instance.State.Users.ContainsKey(id) ? instance.DeleteUser(id) : Rejection.UnknownUser,
            (user, _) => UserResource.Deleted(user),
            BackendApiError.UnknownUser(id));
    }

    private static Task ApplyAsync(
        HttpContext context, LiveInstance live, Func<EmulatedInstance, string, Outcome<User>> command)
    {
        var id = Route.Id(context);
        return BackendApiChange.ApplyAsync(
            context,
            live,
            instance => instance.State.Users.ContainsKey(id) ? command(instance, id) : Rejection.UnknownUser,
            (user, instance) => UserResource.Of(user, instance.InstanceId),
            BackendApiError.UnknownUser(id));
    }
}
