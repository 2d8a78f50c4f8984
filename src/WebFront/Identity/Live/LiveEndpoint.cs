using System.Globalization;
using Identity.Authentication;
using Identity.Authentication.Live;
using Identity.WebFront.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.WebFront.Identity.Live;

/// <summary><c>GET /identity/live</c>: the caller's changes, as server-sent events (HTML, section 9.2).</summary>
internal static class LiveEndpoint
{
    private const int RetryAfterSeconds = 5;

    private const string Description =
        "The event caller comes first, with what /identity/me answers, and again whenever that changes. Its id may be sent "
        + "back as Last-Event-ID, and then the first one is left out if nothing has changed. The stream ends with one of "
        + "the events revoked, expired (the token's exp) and unavailable, each with {\"reason\": \"…\"}.";

    public static RouteHandlerBuilder MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/live", RunAsync)
            .RequireAuthorization()
            .WithName("WatchCaller")
            .WithSummary("The caller's changes as they are applied, as server-sent events.")
            .WithDescription(Description)
            .Produces<string>(contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> RunAsync(
        HttpContext context,
        CurrentUser me,
        LiveCallers callers,
        LiveConnections connections,
        IHostApplicationLifetime application,
        TimeProvider clock)
    {
        switch (connections.Enter(me.Id))
        {
            case LiveAdmission.UserHasTooMany:
                return Refuse(context, StatusCodes.Status429TooManyRequests, ProblemTypes.TooManyConnections,
                    "This user has too many live connections.");
            case LiveAdmission.Full:
                return Refuse(context, StatusCodes.Status503ServiceUnavailable, ProblemTypes.Overloaded,
                    "There are too many live connections.");
        }

        try
        {
            await new LiveStream(callers.Watch(me), new EventStream(context, clock))
                .RunAsync(context.Request.Headers["Last-Event-ID"].ToString(), application.ApplicationStopping);
        }
        finally
        {
            connections.Leave(me.Id);
        }

        return Results.Empty;
    }

    private static ProblemHttpResult Refuse(HttpContext context, int status, string type, string title)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(type: type, title: title, statusCode: status);
    }
}
