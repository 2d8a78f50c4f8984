using Identity.Authentication;
using Identity.WebFront.Identity.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.WebFront.Identity;

/// <summary>Who is calling? The identity API for browsers and back ends that hold a session token.</summary>
internal static class IdentityEndpoints
{
    public static RouteGroupBuilder MapIdentity(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/identity").WithTags("Identity");
        group.MapGet("/me", (CurrentUser me) => new CallerJson(me))
            .RequireAuthorization()
            .WithName("GetCaller")
            .WithSummary("The caller's profile, session and active organization, as they are now.")
            .Produces<object>(contentType: "application/json")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/whoami", WhoAmI)
            .WithName("WhoAmI")
            .WithSummary("Whether the caller is authenticated, and as whom. Anybody may ask.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapLive();
        return group;
    }

    private static Ok<WhoAmIAnswer> WhoAmI(HttpContext context) => TypedResults.Ok(
        context.GetCurrentUser() is { } user
            ? new WhoAmIAnswer(true, user.Id.Value, user.SessionId.Value, user.Organization?.Id.Value)
            : new WhoAmIAnswer(false, null, null, null));
}
