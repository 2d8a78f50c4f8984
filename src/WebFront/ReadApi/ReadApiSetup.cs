using Identity.Clerk.Keys;
using Identity.Silo.Settings;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Keys;
using Identity.WebFront.ReadApi.Organizations;
using Identity.WebFront.ReadApi.Roles;
using Identity.WebFront.ReadApi.Sessions;
using Identity.WebFront.ReadApi.Users;
using Identity.WebFront.ReadApi.Writes;

namespace Identity.WebFront.ReadApi;

/// <summary>
/// <c>/v1</c>: the read part of Clerk's Backend API, from memory and directory, and where it is wanted the way to the
/// other part. It opens with the instance's secret key, so there is none without one.
/// </summary>
internal static class ReadApiSetup
{
    public static void AddReadApi(this WebApplicationBuilder builder)
    {
        builder.AddWrites();

        // A key that isn't one is reported where Clerk would be asked with it.
        if (!SecretKey.TryParse(builder.Configuration[ClerkSettings.SecretKey], out var key, out _)) return;
        builder.Services.AddSingleton(key);
        builder.Services.AddSingleton<ReadApiLimits>();
        builder.Services.AddSingleton<ReadApiMetrics>();
        builder.Services.AddSingleton<Lookup>();
        builder.Services.AddSingleton<MembershipBodies>();
    }

    /// <summary>
    /// Before routing, so that a wrong key is refused on every path, in whatever case it is written: routes take any.
    /// </summary>
    public static void UseReadApi(this WebApplication app)
    {
        if (app.Services.GetService<SecretKey>() is null) return;
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(ReadApiGate.Prefix, StringComparison.OrdinalIgnoreCase),
            api => api.UseMiddleware<ReadApiGate>());
    }

    public static void MapReadApi(this WebApplication app)
    {
        if (app.Services.GetService<SecretKey>() is null) return;

        // Answered before authentication: a secret key isn't a session token, and must not be tried as one.
        var api = app.MapGroup(ReadApiGate.Prefix);
        api.MapUsers();
        api.MapOrganizations();
        api.MapMemberships();
        api.MapInvitations();
        api.MapDomains();
        api.MapRoles();
        api.MapSessions();
        api.MapKeys();
        api.MapWrites();
        api.MapFallback("{**path}", (HttpRequest request) => ClerkAnswer.Of(
            HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                ? ClerkError.NoSuchPath
                : ClerkError.ReadsOnly));
        api.AddEndpointFilter((call, next) => ReadApiGate.HasPassed(call.HttpContext)
            ? next(call)
            : new(ClerkAnswer.Of(ClerkError.NoKey)));
        api.ExcludeFromDescription().ShortCircuit();
    }
}
