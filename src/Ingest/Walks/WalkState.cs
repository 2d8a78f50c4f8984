namespace Identity.Ingest.Walks;

/// <summary>Whether a walk goes on.</summary>
public enum WalkState
{
    Running,
    Completed,
    Failed,
}
