using Identity.Clerk.Emulator;
using Identity.Silo.Settings;

namespace Identity.WebFront.Development;

/// <summary>
/// In Development, when no key of Clerk's is set, an emulator plays Clerk and is trusted. Only then, and a Release
/// build has no emulator in it.
/// </summary>
internal static class LocalClerk
{
    /// <summary>The keys, beside the emulator's state, for applications that use the same Clerk.</summary>
    private const string SettingsFile = "clerk.env";

    private static readonly string[] Keys =
    [
        ClerkSettings.SecretKey, ClerkSettings.PublishableKey, ClerkSettings.JwtKey,
        ClerkSettings.ApiUrl, ClerkSettings.WebhookSigningSecret,
    ];

    public static void Add(WebApplicationBuilder builder)
    {
        var hasKeys = Keys.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]));
        if (!builder.Environment.IsDevelopment() || hasKeys) return;

        var front = FrontUrl(builder);
        var options = new EmulatorOptions { FrontUrl = front, WebhookUrl = new Uri(front, "/webhooks/clerk") };
        builder.Configuration.GetSection("Emulator").Bind(options);
        var settings = ClerkEmulator.Prepare(options);
        if (options.StatePath is { } state)
            ClerkEmulator.WriteSettings(Path.Combine(Path.GetDirectoryName(state) ?? "", SettingsFile), settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [ClerkSettings.SecretKey] = settings.SecretKey,
            [ClerkSettings.PublishableKey] = settings.PublishableKey,
            [ClerkSettings.WebhookSigningSecret] = settings.WebhookSigningSecret,
            [ClerkSettings.ApiUrl] = settings.ApiUrl,
            [ClerkSettings.InstanceId] = settings.InstanceId,
            ["Authentication:Schemes:Clerk:Issuer"] = settings.Issuer,
            ["Authentication:Schemes:Clerk:AuthorizedParties:0"] = front.GetLeftPart(UriPartial.Authority),
        });
        builder.Services.AddClerkEmulator(options);
        builder.Services.AddSingleton(new Walkthrough(front, options.Url));
        builder.Services.AddHostedService<WalkthroughPrinter>();
    }

    private static Uri FrontUrl(WebApplicationBuilder builder) =>
        new((builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey) ?? "").Split(';')[0]);
}
