namespace Identity.Ingest.Walks;

/// <summary>Whether a walk goes on.</summary>
public enum WalkState
{
    Running,
    Completed,
    Failed,

    /// <summary>It was stopped with its process or command. A backfill goes on from there.</summary>
    Interrupted,
}
