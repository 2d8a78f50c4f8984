namespace Identity.Clerk.Tokens;

/// <summary>How an attempt to fetch the signing keys ended.</summary>
public enum JwksFetchResult
{
    /// <summary>The keys are in use.</summary>
    Succeeded,

    /// <summary>The endpoint answered with another status than success, or with nothing that is a usable key.</summary>
    Refused,

    /// <summary>There was no answer, or it broke off.</summary>
    Unreachable,

    /// <summary>There was no whole answer within <see cref="JwksOptions.Timeout"/>.</summary>
    TimedOut,
}
