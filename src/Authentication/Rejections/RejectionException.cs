using Microsoft.AspNetCore.Authentication;

namespace Identity.Authentication.Rejections;

/// <summary>Carries a refusal to the challenge. It is never thrown.</summary>
internal sealed class RejectionException(string reason, string message) : AuthenticationFailureException(message)
{
    /// <summary>A word of a fixed list.</summary>
    public string Reason { get; } = reason;
}
