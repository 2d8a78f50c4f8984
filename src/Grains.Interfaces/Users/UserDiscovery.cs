namespace Identity.Grains.Users;

/// <summary>What came of asking Clerk for a user.</summary>
public enum UserDiscovery
{
    /// <summary>The user's grain knows the user now.</summary>
    Known,

    /// <summary>Clerk knows no such user.</summary>
    Missing,

    /// <summary>It can't be told now: Clerk doesn't answer, or was asked too much.</summary>
    Unavailable,
}
