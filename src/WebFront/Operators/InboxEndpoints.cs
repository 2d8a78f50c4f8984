using Identity.Clerk.Identifiers;
using Identity.Ingest.Operations;
using Identity.Storage.Inbox;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.WebFront.Operators;

/// <summary><c>/admin/inbox</c>: what Clerk delivered and what became of it.</summary>
internal static class InboxEndpoints
{
    public static void MapInbox(this RouteGroupBuilder admin)
    {
        var inbox = admin.MapGroup("/inbox");
        inbox.MapGet("/", ListAsync).WithSummary("Lists deliveries without their bodies, newest first.");
        inbox.MapGet("/{id}", FindAsync).WithSummary("One delivery without its body.");
        inbox.MapGet("/{id}/body", ReadBodyAsync).WithSummary("A delivery's body as it was signed. It is personal data.");
        inbox.MapPost("/{id}/replay", ReplayAsync).WithSummary("Reads and applies a delivery again.");
        inbox.MapPost("/{id}/release", ReleaseAsync)
            .WithSummary("Takes a delivery out of quarantine, and reads and applies it again.");
    }

    private static async Task<Results<Ok<DeliveryPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] InboxQuery query, IInbox inbox, CancellationToken cancellationToken)
    {
        if (!query.TryRead(out var filter, out var after, out var wrong)) return OperatorProblems.Invalid(wrong);
        var entries = await inbox.ListAsync(filter, after, query.Take, cancellationToken);
        var next = entries.Length < query.Take ? null : InboxCursor.Write(entries[^1].Position);
        return TypedResults.Ok(new DeliveryPage([.. entries.Select(DeliveryAnswer.Of)], next));
    }

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> FindAsync(
        string id, IInbox inbox, CancellationToken cancellationToken)
    {
        if (!MessageId.TryParse(id, out var message)) return OperatorProblems.Invalid("id");
        return await inbox.FindAsync(null, message, cancellationToken) is { } entry
            ? TypedResults.Ok(DeliveryAnswer.Of(entry))
            : OperatorProblems.NotFound("No such delivery is in the inbox.");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadBodyAsync(
        string id,
        HttpContext context,
        IInbox inbox,
        ILogger<OperatorGate> logger,
        CancellationToken cancellationToken)
    {
        if (!MessageId.TryParse(id, out var message)) return OperatorProblems.Invalid("id");
        if (await inbox.FindAsync(null, message, cancellationToken) is not { BodyErased: false } entry)
        {
            return OperatorProblems.NotFound("No such body is in the inbox.");
        }

        // Who looked at whom must be known afterwards.
        var caller = OperatorCaller.Of(context);
        logger.LogBodyRead(caller.Key, caller.Network, entry.Id.Value);
        return TypedResults.Bytes(entry.Body, "application/json");
    }

    private static Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> ReplayAsync(
        string id, InboxOperations operations, CancellationToken cancellationToken) =>
        ReadAgainAsync(id, onlyQuarantined: false, operations, cancellationToken);

    private static Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> ReleaseAsync(
        string id, InboxOperations operations, CancellationToken cancellationToken) =>
        ReadAgainAsync(id, onlyQuarantined: true, operations, cancellationToken);

    private static async Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> ReadAgainAsync(
        string id, bool onlyQuarantined, InboxOperations operations, CancellationToken cancellationToken)
    {
        if (!MessageId.TryParse(id, out var message)) return OperatorProblems.Invalid("id");
        var result = await operations.ReplayAsync(message, onlyQuarantined, cancellationToken);
        return result.Status switch
        {
            ReplayStatus.NotFound => OperatorProblems.NotFound("No such delivery is in the inbox."),
            ReplayStatus.NotQuarantined => OperatorProblems.Conflict("The delivery isn't in quarantine."),
            ReplayStatus.Erased => OperatorProblems.Conflict("The delivery's body was erased."),
            _ => TypedResults.Ok(new ReplayAnswer(
                message.Value, result.Intake!.Value.Status.ToString().ToLowerInvariant(), result.Intake.Value.Reason)),
        };
    }
}
