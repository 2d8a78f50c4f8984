using Microsoft.AspNetCore.Authentication;

namespace Identity.Authentication.Rejections;

/// <summary>A refusal of credentials. Made once for each reason, because refusing must cost next to nothing.</summary>
/// <param name="reason">A word of a fixed list, for logs and metrics.</param>
/// <param name="message">A sentence for whoever sent the credentials, with nothing of them in it.</param>
/// <param name="outcome">How operators count it.</param>
internal sealed class Rejection(string reason, string message, string outcome)
{
    public string Reason { get; } = reason;

    public string Message { get; } = message;

    public string Outcome { get; } = outcome;

    public AuthenticateResult Result { get; } = AuthenticateResult.Fail(new RejectionException(reason, message));
}
