namespace Identity.Grains.Merging;

/// <summary>Which of two snapshots of the same moment is the later one, when their times can't tell.</summary>
internal enum EventRank : byte
{
    /// <summary>It travelled inside another entity's event.</summary>
    Embedded,

    Created,
    Updated,

    /// <summary>The end of a session, or a deletion.</summary>
    Ended,
}
