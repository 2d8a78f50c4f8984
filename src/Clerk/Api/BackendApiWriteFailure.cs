namespace Identity.Clerk.Api;

/// <summary>Why there is no answer to a write.</summary>
public enum BackendApiWriteFailure
{
    /// <summary>No connection came about: Clerk has not got it.</summary>
    Unreachable,

    /// <summary>The connection ended before the answer did: Clerk may have done it.</summary>
    BrokenOff,

    /// <summary>It took too long: Clerk may have done it, or may yet.</summary>
    TimedOut,

    /// <summary>The answer is longer than what is taken: its status, and what Clerk did, are lost.</summary>
    TooLong,
}
