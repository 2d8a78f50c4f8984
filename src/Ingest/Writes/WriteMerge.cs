namespace Identity.Ingest.Writes;

/// <summary>What became here of what Clerk answered to a write.</summary>
internal enum WriteMerge
{
    /// <summary>Nothing in it is merged; where it changed something, a webhook tells.</summary>
    None,

    /// <summary>It is merged and durable, or what is known was as new.</summary>
    Merged,

    /// <summary>
    /// The user isn't known here, and Clerk can't be asked for all of them now; whoever asks next tries again.
    /// </summary>
    Left,

    /// <summary>It couldn't be merged, or not in time.</summary>
    Failed,
}
