namespace Identity.Ingest.Dispatch;

/// <summary>What adding to a lane found.</summary>
internal enum LaneState
{
    /// <summary>It was idle; whoever added runs it now.</summary>
    Started,

    /// <summary>Somebody runs it.</summary>
    Running,

    /// <summary>It has ended; another one must be made.</summary>
    Closed,
}
