namespace Identity.Authentication;

/// <summary>What becomes of a valid token whose user the cluster hasn't heard of.</summary>
public enum UnknownUserPolicy
{
    /// <summary>The token is refused until an event of the user has come.</summary>
    Refuse,

    /// <summary>
    /// The token's own claims are believed, organization included, and the caller has no profile. A ban or a deletion
    /// that the cluster hasn't heard of can't be in force then; the token's 60 seconds are the only bound.
    /// </summary>
    AcceptProvisional,
}
