namespace Identity.Clerk.Webhooks;

/// <summary>
/// Why a webhook request isn't taken for one of Clerk's. The texts of the reasons are ours, the order of checks is
/// this.
/// </summary>
public enum WebhookRejection
{
    /// <summary>It is taken.</summary>
    None,

    /// <summary>One of the three headers is missing or blank.</summary>
    MissingHeaders,

    /// <summary>
    /// The id has a dot, which would make the signed text ambiguous, isn't visible ASCII, or is longer than 256.
    /// </summary>
    MalformedId,

    /// <summary>The timestamp is anything but the digits of a positive number.</summary>
    MalformedTimestamp,

    /// <summary>The attempt was made longer ago than the tolerance allows: a replay, or our clock is fast.</summary>
    TimestampTooOld,

    /// <summary>The attempt lies further ahead than the tolerance allows: our clock is slow.</summary>
    TimestampTooNew,

    /// <summary>None of the signatures was made with one of the secrets.</summary>
    NoMatchingSignature,
}
