namespace Identity.Storage.Inbox;

/// <summary>What has become of a delivery. The numbers are stored.</summary>
/// <remarks>Applied, stale, foreign and kept entries are settled: nothing is to be done about them.</remarks>
public enum InboxState
{
    /// <summary>Durable, not yet applied by its entity.</summary>
    Pending = 0,

    /// <summary>Applied.</summary>
    Applied = 1,

    /// <summary>Understood, but what is stored is newer.</summary>
    Stale = 2,

    /// <summary>Kept, never applied by itself; the reason says why. Somebody should look.</summary>
    Quarantined = 3,

    /// <summary>Another Clerk instance's event: kept, never applied.</summary>
    Foreign = 4,

    /// <summary>Of a type that changes nothing here; kept as it is.</summary>
    Kept = 5,
}
