using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Events;

/// <summary>The caller is known and may pass. <c>Principal</c> is set, and may be changed or replaced.</summary>
/// <remarks>
/// A principal without the <c>sub</c> claim of the user no longer counts as this <see cref="CurrentUser"/>.
/// </remarks>
public sealed class UserResolvedContext(
    HttpContext context, AuthenticationScheme scheme, ClerkOptions options, CurrentUser user)
    : ResultContext<ClerkOptions>(context, scheme, options)
{
    /// <summary>The caller.</summary>
    public CurrentUser User { get; } = user;
}
