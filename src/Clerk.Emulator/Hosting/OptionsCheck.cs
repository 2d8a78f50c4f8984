using System.Net;
using Identity.Clerk.Emulator.Faults;

namespace Identity.Clerk.Emulator.Hosting;

internal static class OptionsCheck
{
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    public static void ThrowIfUnusable(EmulatorOptions options)
    {
        if (Fault(options) is { } fault)
            throw new ArgumentException(fault, nameof(options));
    }

    private static string? Fault(EmulatorOptions options)
    {
        if (!options.Url.IsAbsoluteUri || options.Url.Scheme != Uri.UriSchemeHttp || options.Url.PathAndQuery != "/")
            return $"Url must look like http://127.0.0.1:5081, but is '{options.Url}'.";
        if (!IPAddress.TryParse(options.Url.Host, out var address) || !IPAddress.IsLoopback(address)
            || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
        {
            return "The emulator listens on an IPv4 loopback address such as 127.0.0.1 and nowhere else, because "
                + $"whoever reaches it can sign in as anybody. Url has the host '{options.Url.Host}'.";
        }

        if (options.WebhookUrl is { } webhookUrl && !IsWeb(webhookUrl))
            return $"WebhookUrl must be an absolute http or https address, but is '{webhookUrl}'.";
        if (!IsWeb(options.FrontUrl))
            return $"FrontUrl must be an absolute http or https address, but is '{options.FrontUrl}'.";
        if (options.TokenLifetime < ShortestLifetime || options.TokenLifetime > LongestLifetime)
            return $"TokenLifetime must be 1 second to 1 day, but is {options.TokenLifetime}.";
        if (options.BackendApiRateLimit is < 1 or > FaultSettings.LargestCount)
            return $"BackendApiRateLimit must be 1 to 1 000 000, but is {options.BackendApiRateLimit}.";
        return options.StatePath is "" ? "StatePath must be a file, or null for an emulator without one." : null;
    }

    private static bool IsWeb(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
