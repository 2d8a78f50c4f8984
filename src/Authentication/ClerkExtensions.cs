// The namespace in which every application looks for what it can add.
#pragma warning disable IDE0130
using Identity.Authentication;
using Identity.Authentication.Callers;
using Identity.Authentication.Live;
using Identity.Authentication.Metrics;
using Identity.Authentication.Policies;
using Identity.Authentication.Propagation;
using Identity.Authentication.Unavailability;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Clerk scheme to an application.</summary>
/// <remarks>
/// <para>
/// The scheme needs an <c>Orleans.IGrainFactory</c> to ask users' grains, and settings under
/// <c>Authentication:Schemes:Clerk</c> or Clerk's own names; <see cref="ClerkOptions"/> lists them. With settings that
/// can't work the application doesn't start, and says which.
/// </para>
/// <para>
/// It answers 503 when it can't be known who calls, and calls <c>AddProblemDetails</c> and <c>AddAuthorization</c>, so
/// that every answer has the application's form and an endpoint may require a <see cref="CurrentUser"/>.
/// </para>
/// </remarks>
public static class ClerkExtensions
{
    /// <summary>Adds the scheme <see cref="ClerkDefaults.AuthenticationScheme"/>, as configured.</summary>
    public static AuthenticationBuilder AddClerk(this AuthenticationBuilder builder) =>
        builder.AddClerk(ClerkDefaults.AuthenticationScheme, static _ => { });

    /// <summary>Adds a scheme of this name, as configured under <c>Authentication:Schemes</c> and the name.</summary>
    public static AuthenticationBuilder AddClerk(this AuthenticationBuilder builder, string authenticationScheme) =>
        builder.AddClerk(authenticationScheme, static _ => { });

    /// <summary>
    /// Adds the scheme <see cref="ClerkDefaults.AuthenticationScheme"/>, as configured and then changed in code.
    /// </summary>
    public static AuthenticationBuilder AddClerk(
        this AuthenticationBuilder builder, Action<ClerkOptions> configureOptions) =>
        builder.AddClerk(ClerkDefaults.AuthenticationScheme, configureOptions);

    /// <summary>Adds a scheme of this name, as configured and then changed in code.</summary>
    public static AuthenticationBuilder AddClerk(
        this AuthenticationBuilder builder, string authenticationScheme, Action<ClerkOptions> configureOptions) =>
        builder.AddClerk(authenticationScheme, displayName: null, configureOptions);

    /// <summary>Adds a scheme of this name, with a name for people, as configured and then changed in code.</summary>
    public static AuthenticationBuilder AddClerk(
        this AuthenticationBuilder builder,
        string authenticationScheme,
        string? displayName,
        Action<ClerkOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOptions(builder.Services, authenticationScheme);
        AddUnavailability(builder.Services);
        AddPolicies(builder.Services);
        builder.Services.AddCallerPropagation();
        builder.Services.TryAddSingleton<ICallerResolver>(static provider =>
            new GrainCallerResolver(provider.GetRequiredService<IGrainFactory>(), TimeProvider.System));
        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton<ClerkMetrics>();
        AddLiveCallers(builder.Services);
        return builder.AddScheme<ClerkOptions, ClerkHandler>(authenticationScheme, displayName, configureOptions);
    }

    private static void AddLiveCallers(IServiceCollection services) =>
        services.TryAddSingleton(static provider => new LiveCallers(
            provider.GetRequiredService<IOptionsMonitor<ClerkOptions>>(),
            provider.GetRequiredService<ICallerResolver>(),
            provider.GetRequiredService<ClerkMetrics>()));

    private static void AddOptions(IServiceCollection services, string authenticationScheme)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<ClerkOptions>, ClerkConfigureOptions>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<ClerkOptions>, ClerkPostConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClerkOptions>, ClerkOptionsValidator>());
        services.AddOptions<ClerkOptions>(authenticationScheme).ValidateOnStart();
    }

    private static void AddPolicies(IServiceCollection services)
    {
        services.AddAuthorization();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IAuthorizationHandler, CallerRequirementHandler>());
    }

    private static void AddUnavailability(IServiceCollection services)
    {
        services.AddProblemDetails();
        services.TryAddSingleton<IdentityUnavailableExceptionHandler>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IExceptionHandler, IdentityUnavailableExceptionHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, IdentityUnavailableStartupFilter>());
    }
}
