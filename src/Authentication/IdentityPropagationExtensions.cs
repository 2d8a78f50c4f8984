// The namespace in which every application looks for what an HTTP client can do.
#pragma warning disable IDE0130
using Identity.Authentication.Propagation;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Passes the caller on to other services.</summary>
public static class IdentityPropagationExtensions
{
    /// <summary>
    /// Says in each request of this client on whose behalf it is made, signed with
    /// <c>Authentication:Propagation:SigningKey</c>, which has no default: without a key the application doesn't start.
    /// While an anonymous request is answered, or none, nothing is said.
    /// </summary>
    /// <remarks>
    /// The receiver is an application with the Clerk scheme that has the key among its
    /// <c>Authentication:Propagation:TrustedKeys</c>. Redirects aren't followed: they would take along what was meant for
    /// one service only. Each attempt of a handler that tries again is signed by itself.
    /// </remarks>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Sets the key or the audience for this client.</param>
    public static IHttpClientBuilder AddIdentityPropagation(
        this IHttpClientBuilder builder, Action<OutgoingIdentityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddCallerPropagation();
        services.AddOptions<OutgoingIdentityOptions>(builder.Name)
            .Configure(configure ?? (static _ => { }))
            .Validate<IOptions<PropagationOptions>>(
                static (client, shared) => (client.SigningKey ?? shared.Value.SigningKey) is not null,
                $"{PropagationOptions.Section}:{nameof(PropagationOptions.SigningKey)} is missing, so the HTTP client "
                + $"'{builder.Name}' couldn't say who calls.")
            .ValidateOnStart();

        // After all that the application adds to this client, before or later: a handler that sends a request once more
        // must have it signed once more, and another primary handler mustn't follow redirects either.
        services.PostConfigure<HttpClientFactoryOptions>(
            builder.Name,
            options => options.HttpMessageHandlerBuilderActions.Add(handlers => Complete(handlers, builder.Name)));
        return builder;
    }

    private static void Complete(HttpMessageHandlerBuilder handlers, string client)
    {
        Stay(handlers.PrimaryHandler);
        handlers.AdditionalHandlers.Add(ActivatorUtilities.CreateInstance<IdentityPropagationHandler>(
            handlers.Services, client));
    }

    private static void Stay(HttpMessageHandler handler)
    {
        // One that has sent something already can't be changed, and needn't be when it was stopped before.
        if (handler is SocketsHttpHandler { AllowAutoRedirect: true } sockets) sockets.AllowAutoRedirect = false;
        else if (handler is HttpClientHandler { AllowAutoRedirect: true } client) client.AllowAutoRedirect = false;
    }
}
