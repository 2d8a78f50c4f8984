using System.Collections.Immutable;

namespace Identity.Storage.Changes;

/// <summary>Some changes, in the feed's order.</summary>
/// <param name="Changes">The changes; none when there are no more yet.</param>
/// <param name="Next">The place from which to go on.</param>
/// <param name="HasGap">
/// Whether changes before these were purged and not shown, or can't be told from those that were: the position is of
/// another feed, or of a time that this database hasn't seen.
/// </param>
public sealed record ChangePage(ImmutableArray<Change> Changes, ChangePosition Next, bool HasGap);
