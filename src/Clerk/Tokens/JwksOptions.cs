namespace Identity.Clerk.Tokens;

/// <summary>How often Clerk's keys are fetched, and how long they are used.</summary>
public sealed class JwksOptions
{
    /// <summary>The age from which the next request has the keys fetched again without waiting for it.</summary>
    /// <value>The default value is 4 minutes.</value>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>The age from which a request waits for new keys.</summary>
    /// <value>The default value is 5 minutes, as in Clerk's SDKs.</value>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The age up to which old keys are used when new ones can't be had.</summary>
    /// <value>The default value is 1 hour.</value>
    public TimeSpan MaxStaleness { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long ago the last attempt must be before a token with an unknown key may cause the next one.
    /// </summary>
    /// <value>The default value is 10 seconds. Without it, random ids would cause a request each.</value>
    public TimeSpan UnknownKeyInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long ago a failed attempt must be before another is made.</summary>
    /// <value>The default value is 1 second.</value>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one attempt may take.</summary>
    /// <value>The default value is 5 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}
