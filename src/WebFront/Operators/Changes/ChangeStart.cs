using Identity.Storage.Changes;

namespace Identity.WebFront.Operators.Changes;

/// <summary>Where a stream of changes begins.</summary>
/// <param name="IsNow">With what comes from now on.</param>
/// <param name="After">Otherwise after this place; null for all that is kept.</param>
internal readonly record struct ChangeStart(bool IsNow, ChangePosition? After)
{
    private const string Oldest = "oldest";

    /// <summary>Reads what was asked for; false, and the parameter, when it makes no sense.</summary>
    /// <param name="lastEventId">What the client has seen last: it counts, because it is newer than the address.</param>
    /// <param name="after">The address's word; null for none.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="wrong">Which of the two makes no sense.</param>
    public static bool TryRead(string lastEventId, string? after, out ChangeStart start, out string wrong)
    {
        (start, wrong) = (default, lastEventId.Length > 0 ? "Last-Event-ID" : "after");
        var text = lastEventId.Length > 0 ? lastEventId : after;
        if (text is null or Oldest)
        {
            start = new ChangeStart(IsNow: text is null, After: null);
            return true;
        }

        if (!ChangePosition.TryParse(text, out var position)) return false;
        start = new ChangeStart(IsNow: false, position);
        return true;
    }
}
