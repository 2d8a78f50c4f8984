using System.Diagnostics.CodeAnalysis;
using Identity.Authentication.Settings;
using Identity.Clerk.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Identity.Authentication;

/// <summary>
/// Reads <c>Authentication:Schemes:{name}</c>, and Clerk's own names for the scheme that has Clerk's name.
/// </summary>
internal sealed class ClerkConfigureOptions(
    IAuthenticationConfigurationProvider schemes, IConfiguration configuration) : IConfigureNamedOptions<ClerkOptions>
{
    public void Configure(string? name, ClerkOptions options)
    {
        if (string.IsNullOrEmpty(name)) return;

        // Two schemes are two instances, and the environment has one of each name.
        var clerkNames = name == ClerkDefaults.AuthenticationScheme ? configuration : null;
        var settings = new SettingReader(
            $"Authentication:Schemes:{name}", schemes.GetSchemeConfiguration(name), clerkNames, options.Malformed);
        ReadKeys(settings, options);
        options.ApiUrl = settings.Value<Uri>(
            nameof(ClerkOptions.ApiUrl), options.ApiUrl, TryReadUrl, "CLERK_API_URL")!;
        options.Issuer = settings.Text(nameof(ClerkOptions.Issuer)) ?? options.Issuer;
        settings.List(nameof(ClerkOptions.AuthorizedParties), options.AuthorizedParties);
        options.ClockSkew = settings.Duration(nameof(ClerkOptions.ClockSkew), options.ClockSkew);
        options.RejectLocked = settings.Flag(nameof(ClerkOptions.RejectLocked), options.RejectLocked);
        options.RejectImpersonation = settings.Flag(
            nameof(ClerkOptions.RejectImpersonation), options.RejectImpersonation);
        options.ResolveTimeout = settings.Duration(nameof(ClerkOptions.ResolveTimeout), options.ResolveTimeout);
        options.LiveInterval = settings.Duration(nameof(ClerkOptions.LiveInterval), options.LiveInterval);
        options.LiveTolerance = settings.Duration(nameof(ClerkOptions.LiveTolerance), options.LiveTolerance);
        options.UnknownUser = settings.Choice(nameof(ClerkOptions.UnknownUser), options.UnknownUser);
        options.UnknownSession = settings.Choice(nameof(ClerkOptions.UnknownSession), options.UnknownSession);
        options.TokenHeader = settings.Text(nameof(ClerkOptions.TokenHeader)) ?? options.TokenHeader;
        options.TokenQueryParameter =
            settings.Text(nameof(ClerkOptions.TokenQueryParameter)) ?? options.TokenQueryParameter;
        options.MaxRememberedBytes = settings.Number(nameof(ClerkOptions.MaxRememberedBytes), options.MaxRememberedBytes);
    }

    public void Configure(ClerkOptions options) => Configure(Options.DefaultName, options);

    private static void ReadKeys(SettingReader settings, ClerkOptions options)
    {
        options.SecretKey = settings.Value<SecretKey>(
            nameof(ClerkOptions.SecretKey), options.SecretKey, SecretKey.TryParse, "CLERK_SECRET_KEY");
        options.PublishableKey = settings.Value<PublishableKey>(
            nameof(ClerkOptions.PublishableKey),
            options.PublishableKey,
            PublishableKey.TryParse,
            "CLERK_PUBLISHABLE_KEY");
        options.JwtKey = settings.Text(nameof(ClerkOptions.JwtKey), "CLERK_JWT_KEY") ?? options.JwtKey;
    }

    private static bool TryReadUrl(
        string? text, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? error)
    {
        error = Uri.TryCreate(text, UriKind.Absolute, out url) ? null : "must be an absolute URL";
        return url is not null;
    }
}
