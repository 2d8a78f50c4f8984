using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Events;

/// <summary>A request that isn't authenticated asked for something that needs it; 401 is about to be written.</summary>
public sealed class ClerkChallengeContext(
    HttpContext context, AuthenticationScheme scheme, ClerkOptions options, AuthenticationProperties properties)
    : PropertiesContext<ClerkOptions>(context, scheme, options, properties)
{
    /// <summary>Why the credentials were refused; null when there were none.</summary>
    public Exception? AuthenticateFailure { get; init; }

    /// <summary>The <c>error</c> of RFC 6750; null when there were no credentials.</summary>
    public string? Error { get; set; }

    /// <summary>The <c>error_description</c> of RFC 6750; null when there were no credentials.</summary>
    public string? ErrorDescription { get; set; }

    /// <summary>Whether the application writes the answer itself.</summary>
    public bool Handled { get; private set; }

    /// <summary>Says that the application has written the answer.</summary>
    public void HandleResponse() => Handled = true;
}
