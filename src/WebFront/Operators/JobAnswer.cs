using Identity.Ingest.Walks;

namespace Identity.WebFront.Operators;

/// <summary>How far a walk is; <c>kind</c> is null before the first one.</summary>
internal sealed record JobAnswer(
    string? Kind, string? State, string? Listing, long Done, long? Total, string? Summary, string? Failure)
{
    public static JobAnswer Of(WalkStatus? status) => status is null
        ? new JobAnswer(null, null, null, 0, null, null, null)
        : new JobAnswer(
            status.Kind.ToString(),
            status.State.ToString().ToLowerInvariant(),
            status.Listing,
            status.Done,
            status.Total,
            status.Report?.Summary,
            status.Failure);
}
