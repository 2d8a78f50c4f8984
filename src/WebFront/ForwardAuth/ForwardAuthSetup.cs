using Identity.WebFront.ForwardAuth.Assertions;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Adds forward auth: proxies ask, and upstreams in any language learn who calls.</summary>
internal static class ForwardAuthSetup
{
    public static void AddForwardAuth(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(ForwardAuthOptions.Section);
        builder.Services.AddOptions<ForwardAuthOptions>()
            .Bind(section)
            .Configure(options => ReadList(section, nameof(ForwardAuthOptions.TrustedNetworks), options.TrustedNetworks))
            .Configure(options => ReadList(section, nameof(ForwardAuthOptions.SigningKeys), options.SigningKeys))
            .Configure(options => options.KeyPassword = options.KeyPassword is "" ? null : options.KeyPassword)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ForwardAuthOptions>, ForwardAuthOptionsValidator>();
        builder.Services.AddSingleton<ForwardAuthMetrics>();
        builder.Services.AddSingleton<ProxyWarnings>();
        builder.Services.AddSingleton<ForwardAuthHandler>();
        AddAssertions(builder.Services);
    }

    private static void AddAssertions(IServiceCollection services)
    {
        services.AddSingleton<IAssertionKeyStore>(provider =>
            provider.GetRequiredService<IOptions<ForwardAuthOptions>>().Value is { SigningKeys.Count: > 0 } options
                ? new ConfiguredKeys(options)
                : ActivatorUtilities.CreateInstance<KeyFolder>(provider));
        services.AddSingleton<AssertionKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<AssertionKeys>());
        services.AddSingleton(_ => new SignedIdentityCache());
        services.AddSingleton<AssertionIssuer>();
    }

    // One variable with commas or spaces will do too, as for the scheme's own lists.
    private static void ReadList(IConfigurationSection section, string name, IList<string> to)
    {
        var text = section[name] ?? "";
        foreach (var entry in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)) to.Add(entry);
    }
}
