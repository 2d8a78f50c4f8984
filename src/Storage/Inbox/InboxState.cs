namespace Identity.Storage.Inbox;

/// <summary>What has become of a delivery. The numbers are stored.</summary>
public enum InboxState
{
    /// <summary>Durable, not yet applied by every grain that it concerns.</summary>
    Pending = 0,

    /// <summary>Applied, or of a type that changes nothing here.</summary>
    Applied = 1,

    /// <summary>Understood, but what is stored is newer.</summary>
    Stale = 2,

    /// <summary>Kept, never applied by itself; the reason says why. Somebody should look.</summary>
    Quarantined = 3,
}
