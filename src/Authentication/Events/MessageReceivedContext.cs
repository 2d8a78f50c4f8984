using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Events;

/// <summary>A request came in; nothing of it was read yet.</summary>
public sealed class MessageReceivedContext(HttpContext context, AuthenticationScheme scheme, ClerkOptions options)
    : ResultContext<ClerkOptions>(context, scheme, options)
{
    /// <summary>
    /// A session token that the application found; null or empty to look in the header and the cookies.
    /// </summary>
    public string? Token { get; set; }
}
