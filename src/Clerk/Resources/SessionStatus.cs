namespace Identity.Clerk.Resources;

/// <summary>What Clerk says about a session.</summary>
public enum SessionStatus
{
    /// <summary>A status that this code doesn't know yet. Nobody is let in on it.</summary>
    Unknown,

    /// <summary>In use.</summary>
    Active,

    /// <summary>Signed in, but something is still to be done, e.g. to choose an organization.</summary>
    Pending,

    /// <summary>An operator or the customer's back end ended it.</summary>
    Revoked,

    /// <summary>The user signed out.</summary>
    Ended,

    /// <summary>It reached its end by time.</summary>
    Expired,

    /// <summary>The user signed out of one of several sessions of a browser.</summary>
    Removed,

    /// <summary>Nobody used it for too long.</summary>
    Abandoned,

    /// <summary>Another session took its place.</summary>
    Replaced,
}
