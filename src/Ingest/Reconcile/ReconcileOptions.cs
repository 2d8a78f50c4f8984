using System.ComponentModel.DataAnnotations;

namespace Identity.Ingest.Reconcile;

/// <summary>How often what is known is compared with what Clerk says (<c>Reconcile</c>).</summary>
public sealed class ReconcileOptions
{
    /// <summary>
    /// How often what changed since the last time is compared: the users that were changed last, and the organizations and
    /// memberships that were made last. Zero: never. Default: 6 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How often everything is compared, which also finds deletions that were never delivered. Zero: never. Default: 24 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan FullInterval { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The most users, organizations and memberships together that one pass takes for gone; where Clerk seems to have lost
    /// more, nothing is removed and somebody should look, because a removal is for ever. Default: 1000.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxRemovals { get; set; } = 1000;
}
