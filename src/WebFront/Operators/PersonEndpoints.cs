using Identity.Clerk.Identifiers;
using Identity.Ingest.Erasure;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.WebFront.Operators;

/// <summary><c>/admin/users</c>: what an operator does for one person.</summary>
internal static class PersonEndpoints
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    public static void MapPersons(this RouteGroupBuilder admin) =>
        admin.MapPost("/users/{id}/erase", EraseAsync)
            .WithSummary("Removes all that is personal of a user whom Clerk deleted; the bare tombstone stays.");

    private static async Task<Results<Ok<ErasureReport>, ProblemHttpResult>> EraseAsync(
        string id, Eraser eraser, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!UserId.TryParse(id, out var user)) return OperatorProblems.Invalid("id");

        // What isn't done by then goes on; asking again finds what is left.
        var erasing = eraser.EraseAsync(user, cancellationToken);
        return await erasing.WaitAsync(Budget, clock, cancellationToken) is { } report
            ? TypedResults.Ok(report)
            : OperatorProblems.Conflict("The user must be deleted at Clerk first, and user.deleted must have arrived.");
    }
}
