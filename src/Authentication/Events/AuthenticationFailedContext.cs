using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Events;

/// <summary>Credentials were refused. Without a result from the application the request is anonymous.</summary>
public sealed class AuthenticationFailedContext(
    HttpContext context, AuthenticationScheme scheme, ClerkOptions options, string reason, string message)
    : ResultContext<ClerkOptions>(context, scheme, options)
{
    /// <summary>Why, in a word of a fixed list, such as <c>token-expired</c> or <c>session-revoked</c>.</summary>
    public string Reason { get; } = reason;

    /// <summary>Why, in a sentence. It holds nothing of the token.</summary>
    public string Message { get; } = message;
}
