using Identity.Clerk.Identifiers;
using Identity.Grains;
using Identity.Grains.State;
using Identity.Storage.Directory.Lists;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Bodies;
using Identity.WebFront.ReadApi.Requests;

namespace Identity.WebFront.ReadApi.Users;

/// <summary><c>/v1/users</c>: lists and counts from the directory, one user from its grain.</summary>
internal static class UserEndpoints
{
    private static readonly ItemReader<UserId, Body> Reader =
        new(GrainStorage.UserState, (_, state) => Body.Of(StoredBodies.FindProfile(state)));

    public static void MapUsers(this RouteGroupBuilder api)
    {
        api.MapRead("/users", ListAsync);
        api.MapRead("/users/count", CountAsync);
        api.MapRead("/users/{id}", GetAsync);
    }

    private static async Task<ClerkAnswer> ListAsync(
        HttpRequest request, IDirectoryLists lists, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = UserQuery.Filter(query);
        var (order, part, after) = UserQuery.Page(query, out var fault);
        if ((fault ?? UserQuery.ProviderFault(filter)) is { } wrong) return wrong;

        var users = await lists.ListUsersAsync(filter, order, part, after, Reader, cancellationToken);
        return users is { } found
            ? ClerkAnswer.List([.. found.Select(user => user.Json)])
            : UserQuery.UnknownCursor(after!.Value.Value);
    }

    private static async Task<ClerkAnswer> CountAsync(
        HttpRequest request, IDirectoryLists lists, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = UserQuery.Filter(query);
        if ((query.Fault ?? UserQuery.ProviderFault(filter)) is { } wrong) return wrong;
        return ClerkAnswer.Count(await lists.CountUsersAsync(filter, cancellationToken));
    }

    private static async Task<ClerkAnswer> GetAsync(string id, Lookup lookup, CancellationToken cancellationToken)
    {
        if (!UserId.TryParse(id, out var user)) return ClerkError.UnknownUser(id);
        return await lookup.FindUserAsync(user, cancellationToken) is { } found
            ? ClerkAnswer.Of(found.Raw)
            : ClerkError.UnknownUser(id);
    }
}
