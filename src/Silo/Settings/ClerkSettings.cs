using Identity.Clerk.Api;
using Identity.Ingest.BackendApi;

namespace Identity.Silo.Settings;

/// <summary>The names of settings, as Clerk's own SDKs and dashboards call them.</summary>
public static class ClerkSettings
{
    public const string SecretKey = "CLERK_SECRET_KEY";
    public const string PublishableKey = "CLERK_PUBLISHABLE_KEY";
    public const string JwtKey = "CLERK_JWT_KEY";
    public const string ApiUrl = "CLERK_API_URL";
    public const string WebhookSigningSecret = "CLERK_WEBHOOK_SIGNING_SECRET";

    /// <summary>Ours: the instance whose events are taken, when it shouldn't be learned from the first one.</summary>
    public const string InstanceId = "Clerk:InstanceId";

    /// <summary>Ours: whether users of whom no event has come are asked for at Clerk. Default: true, with a secret key.</summary>
    public const string FetchUnknownUsers = "Clerk:FetchUnknownUsers";

    /// <summary>Ours: whether writes under <c>/v1</c> are sent to Clerk. Default: false; wants the secret key.</summary>
    public const string ForwardWrites = "Clerk:ForwardWrites";

    /// <summary>Where Clerk is asked, and with which key; null without a key or with an address that is none.</summary>
    public static BackendApiOptions? ReadBackendApi(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (!Clerk.Keys.SecretKey.TryParse(configuration[SecretKey], out var key, out _)) return null;
        if (configuration[ApiUrl] is not { Length: > 0 } url) return new BackendApiOptions(key, BackendApiAddress.Default);
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) ? new BackendApiOptions(key, uri) : null;
    }
}
