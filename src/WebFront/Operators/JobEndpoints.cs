using Identity.Ingest.Walks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.WebFront.Operators;

/// <summary><c>/admin/backfill</c> and <c>/admin/reconcile</c>: walks over all that Clerk lists.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this RouteGroupBuilder admin)
    {
        admin.MapPost("/backfill", (IServiceProvider services) => Start(services, WalkKind.Backfill))
            .WithSummary("Reads all that Clerk has, in the background; goes on where the last one was killed.");
        admin.MapPost("/reconcile", (IServiceProvider services, bool? full) => Start(
                services, full == true ? WalkKind.FullReconcile : WalkKind.RecentReconcile))
            .WithSummary("Compares with what changed at Clerk last, or with all of it (?full=true), in the background.");
        admin.MapGet("/jobs", Show).WithSummary("The walk that runs or ran last.");
    }

    private static Results<Accepted<JobAnswer>, ProblemHttpResult> Start(IServiceProvider services, WalkKind kind)
    {
        if (services.GetService<WalkJobs>() is not { } jobs) return NoKey();
        return jobs.TryStart(kind)
            ? TypedResults.Accepted("/admin/jobs", JobAnswer.Of(jobs.Status))
            : OperatorProblems.Conflict("Another walk is running.");
    }

    private static Results<Ok<JobAnswer>, ProblemHttpResult> Show(IServiceProvider services) =>
        services.GetService<WalkJobs>() is { } jobs ? TypedResults.Ok(JobAnswer.Of(jobs.Status)) : NoKey();

    private static ProblemHttpResult NoKey() =>
        OperatorProblems.Conflict("Clerk can't be asked: CLERK_SECRET_KEY isn't set, or Clerk:FetchUnknownUsers is false.");
}
