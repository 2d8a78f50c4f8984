namespace Identity.Ingest.Walks;

/// <summary>The walks over all that Clerk lists.</summary>
public enum WalkKind
{
    /// <summary>Reads all of it, and goes on where the last one was killed.</summary>
    Backfill,

    /// <summary>Compares what changed since the last time.</summary>
    RecentReconcile,

    /// <summary>Compares all of it, and finds what is gone.</summary>
    FullReconcile,
}
