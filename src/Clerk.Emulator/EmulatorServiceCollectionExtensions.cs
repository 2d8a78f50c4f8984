using Identity.Clerk.Emulator;
using Identity.Clerk.Emulator.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

// Where every AddX of ASP.NET Core is looked for.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Runs a local Clerk beside a host.</summary>
public static class EmulatorServiceCollectionExtensions
{
    /// <summary>
    /// Runs the emulator, on its own address, for as long as the host runs. <see cref="EmulatorAddress"/> tells where.
    /// Its webhooks go out once the host has started.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IServiceCollection AddClerkEmulator(
        this IServiceCollection services, Action<EmulatorOptions>? configure = null)
    {
        var options = new EmulatorOptions();
        configure?.Invoke(options);
        return services.AddClerkEmulator(options);
    }

    /// <summary>As the other, with options that <see cref="ClerkEmulator.Prepare"/> may have seen before.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">How it runs; not to be changed any more.</param>
    public static IServiceCollection AddClerkEmulator(this IServiceCollection services, EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new EmulatorAddress(options.Url));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<EmulatorService>(provider, options));
        return services;
    }
}
