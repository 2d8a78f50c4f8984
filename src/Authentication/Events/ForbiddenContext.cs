using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Events;

/// <summary>A caller asked for something that they may not have; 403 is about to be written.</summary>
public sealed class ForbiddenContext(
    HttpContext context, AuthenticationScheme scheme, ClerkOptions options, AuthenticationProperties properties)
    : PropertiesContext<ClerkOptions>(context, scheme, options, properties)
{
    /// <summary>
    /// What would let the caller in: a more recent proof of who they are. 401 is about to be written then, with the
    /// challenge of RFC 9470. Null when that isn't all they lack.
    /// </summary>
    public Reverification? RequiredVerification { get; init; }

    /// <summary>Whether the application writes the answer itself.</summary>
    public bool Handled { get; private set; }

    /// <summary>Says that the application has written the answer.</summary>
    public void HandleResponse() => Handled = true;
}
