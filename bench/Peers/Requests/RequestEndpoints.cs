using System.Security.Claims;
using Identity.Peers.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Identity.Peers.Requests;

/// <summary>Three ways to know who calls; each answers with three ids, as the project's own endpoint does.</summary>
internal static class RequestEndpoints
{
    /// <summary>How long a cached person is believed, in seconds. Short, for what people set.</summary>
    private const string CacheSeconds = "CacheSeconds";

    public static void MapRequests(this WebApplication app)
    {
        var life = TimeSpan.FromSeconds(app.Configuration.GetValue(CacheSeconds, 10));
        app.MapGet("/anonymous", () => new Answer(false, null, null));
        app.MapGet("/token", (ClaimsPrincipal user) => Of(user)).RequireAuthorization();
        app.MapGet("/row", async (ClaimsPrincipal user, IPeople people, CancellationToken cancellationToken) =>
            await people.FindAsync(IdOf(user), cancellationToken) is { Banned: false }
                ? Results.Ok(Of(user))
                : Results.Unauthorized()).RequireAuthorization();
        app.MapGet("/cache", async (
            ClaimsPrincipal user, IPeople people, IMemoryCache cache, CancellationToken cancellationToken) =>
        {
            var id = IdOf(user);
            if (!cache.TryGetValue(id, out Person? person))
            {
                person = await people.FindAsync(id, cancellationToken);
                cache.Set(id, person, life);
            }
            return person is { Banned: false } ? Results.Ok(Of(user)) : Results.Unauthorized();
        }).RequireAuthorization();
    }

    private static string IdOf(ClaimsPrincipal user) => user.FindFirstValue("sub")!;

    private static Answer Of(ClaimsPrincipal user) => new(true, IdOf(user), user.FindFirstValue("sid"));

    private sealed record Answer(bool Authenticated, string? UserId, string? SessionId);
}
