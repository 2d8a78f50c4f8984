using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Identity.Authentication;

public sealed partial class CurrentUser : IBindableFromHttpContext<CurrentUser>, IEndpointParameterMetadataProvider
{
    /// <summary>Gives an endpoint its <see cref="CurrentUser"/>; null when the request is anonymous.</summary>
    public static ValueTask<CurrentUser?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(context.GetCurrentUser());

    /// <summary>
    /// Makes an endpoint that takes a <c>CurrentUser</c> require one, as if it had <c>[Authorize]</c>; one that takes a
    /// <c>CurrentUser?</c> is open to all.
    /// </summary>
    /// <remarks>
    /// Otherwise a request without credentials would be answered with 400, as any missing parameter is. Where Clerk isn't
    /// the application's default scheme, the endpoint must name it.
    /// </remarks>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        if (new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull)
            builder.Metadata.Add(new AuthorizeAttribute());
    }
}
