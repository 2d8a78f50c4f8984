// The namespace in which every application looks for what it can add.
#pragma warning disable IDE0130
using Identity.Authentication;
using Identity.Authentication.Testing;
using Identity.Grains.Users;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a test in Clerk's place.</summary>
public static class ClerkTestingServiceCollectionExtensions
{
    /// <summary>
    /// Makes the Clerk scheme accept the tokens of <paramref name="clerk"/>, and no others, and ask it who calls. It belongs
    /// after the application's own services, e.g. into <c>ConfigureTestServices</c>.
    /// </summary>
    /// <remarks>
    /// The application starts with it only in the environments Development, Testing and Test, and never in Production, which
    /// is also what it is when nobody says. Without <c>AddClerkTesting</c> nothing that <paramref name="clerk"/> makes is
    /// accepted anywhere: its key is made anew for each, and leaves the process only as a public key.
    /// </remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="clerk">Who plays Clerk and the cluster.</param>
    /// <param name="authenticationScheme">The scheme's name.</param>
    public static IServiceCollection AddClerkTesting(
        this IServiceCollection services,
        ClerkTesting clerk,
        string authenticationScheme = ClerkDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(clerk);
        services.AddSingleton<IStartupFilter, EnvironmentGuard>();
        services.RemoveAll<IUserDiscovery>();
        services.Replace(ServiceDescriptor.Singleton(clerk.Directory));
        services.AddOptions<ClerkOptions>(authenticationScheme)
            .Configure<IHostEnvironment>((options, environment) =>
            {
                EnvironmentGuard.ThrowUnlessTesting(environment);
                options.TimeProvider = clerk.Clock;
                options.SigningKeys = clerk.PublicKey;
                options.Issuer = ClerkTesting.Issuer;
                options.SecretKey = null;
                options.PublishableKey = null;
                options.JwtKey = null;
                options.AuthorizedParties.Clear();
                options.AuthorizedParties.Add(ClerkTesting.Origin);
            });
        return services;
    }
}
