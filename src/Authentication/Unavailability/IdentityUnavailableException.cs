namespace Identity.Authentication.Unavailability;

/// <summary>
/// It can't be known who calls, so the request can't be answered, not even by an endpoint that is open to all:
/// an anonymous answer would be wrong for a caller who is signed in.
/// </summary>
/// <remarks>The answer is 503 with <c>Retry-After</c>.</remarks>
public sealed class IdentityUnavailableException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="reason">What was missing.</param>
    /// <param name="innerException">What happened, if anything did.</param>
    public IdentityUnavailableException(IdentityUnavailableReason reason, Exception? innerException = null)
        : base(MessageOf(reason), innerException) => Reason = reason;

    /// <summary>What was missing.</summary>
    public IdentityUnavailableReason Reason { get; }

    /// <summary>When it is worth asking again. Default: one second.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    private static string MessageOf(IdentityUnavailableReason reason) => reason switch
    {
        IdentityUnavailableReason.SigningKeys => "The keys that session tokens are verified with can't be had.",
        IdentityUnavailableReason.Timeout => "The user's grain didn't answer in time.",
        _ => "The user's grain can't be asked.",
    };
}
