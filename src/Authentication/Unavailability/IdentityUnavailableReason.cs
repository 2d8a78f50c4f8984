namespace Identity.Authentication.Unavailability;

/// <summary>Why it can't be known who calls.</summary>
public enum IdentityUnavailableReason
{
    /// <summary>There is no key to verify the token with, and none could be fetched.</summary>
    SigningKeys,

    /// <summary>The user's grain didn't answer in time.</summary>
    Timeout,

    /// <summary>The user's grain, or the storage under it, failed.</summary>
    UserGrain,

    /// <summary>The user is unknown here, and Clerk can't be asked now.</summary>
    BackendApi,
}
