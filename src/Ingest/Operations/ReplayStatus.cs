namespace Identity.Ingest.Operations;

/// <summary>Whether a delivery could be replayed.</summary>
public enum ReplayStatus
{
    Replayed,

    /// <summary>No such message is in the inbox: it never was, or its time is over.</summary>
    NotFound,

    /// <summary>It isn't in quarantine, and only that was to be released.</summary>
    NotQuarantined,

    /// <summary>Its body was removed with the person it was about.</summary>
    Erased,
}
