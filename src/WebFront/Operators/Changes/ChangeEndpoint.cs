using Identity.Storage.Changes;
using Identity.WebFront.Identity.Live;
using Identity.WebFront.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.WebFront.Operators.Changes;

/// <summary><c>GET /admin/live</c>: all changes, whichever process made them, as server-sent events.</summary>
internal static class ChangeEndpoint
{
    private const string Description =
        "The event change has what became of a delivery, or what was learned from Clerk, and an id to go on from: as "
        + "Last-Event-ID or ?after=. ?after=oldest begins with what is kept; without either it begins now, with the event "
        + "position. The event gap says that changes before the next one are missing. The event unavailable ends it.";

    public static void MapChanges(this RouteGroupBuilder admin) =>
        admin.MapGet("/live", RunAsync)
            .WithSummary("All changes as they are applied, as server-sent events.")
            .WithDescription(Description)
            .Produces<string>(contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> RunAsync(
        HttpContext context,
        string? after,
        IChangeFeed feed,
        ChangeWatchers watchers,
        IHostApplicationLifetime application,
        TimeProvider clock)
    {
        var lastEventId = context.Request.Headers["Last-Event-ID"].ToString();
        if (!ChangeStart.TryRead(lastEventId, after, out var start, out var wrong)) return OperatorProblems.Invalid(wrong);
        if (!watchers.TryEnter()) return Refuse(context);
        try
        {
            await new ChangeStream(feed, new EventStream(context, clock), clock)
                .RunAsync(start, application.ApplicationStopping);
        }
        finally
        {
            watchers.Leave();
        }

        return Results.Empty;
    }

    private static ProblemHttpResult Refuse(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return TypedResults.Problem(
            type: ProblemTypes.Overloaded,
            title: "There are too many live connections.",
            statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
