using System.Net;
using System.Net.Sockets;
using Identity.Clerk.Emulator.Hosting;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.State;

namespace Identity.Clerk.Emulator;

/// <summary>A local Clerk for development and tests. Never for production: whoever reaches it may be anybody.</summary>
public static class ClerkEmulator
{
    /// <summary>
    /// Loads the emulator's keys, or makes and stores them, so that a host can be configured before it is built.
    /// A <see cref="EmulatorOptions.Url"/> with port 0 gets a free port, written back to the options. Hand the same
    /// options to <c>AddClerkEmulator</c> afterwards.
    /// </summary>
    /// <exception cref="ArgumentException">The options can't be used; the message says which and why.</exception>
    /// <exception cref="InvalidDataException">The state file isn't one of the emulator's.</exception>
    public static EmulatorSettings Prepare(EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsCheck.ThrowIfUnusable(options);
        if (options.Url.Port == 0)
            options.Url = new UriBuilder(options.Url) { Port = FreePort(options.Url) }.Uri;

        var state = StateFile.LoadOrCreate(options);
        options.Prepared = state;

        return SettingsFor(state.Keys, options.Url);
    }

    /// <summary>
    /// Writes the <c>CLERK_*</c> variables as lines that a shell reads, to a file for its owner only: for programs beside
    /// the front that use Clerk, too.
    /// </summary>
    public static void WriteSettings(string path, EmulatorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        SettingsFile.Write(path, settings);
    }

    private static EmulatorSettings SettingsFor(EmulatorKeys keys, Uri url) => new()
    {
        SecretKey = keys.SecretKey,
        PublishableKey = PublishableKey.For(url),
        WebhookSigningSecret = keys.WebhookSecret,
        Issuer = url.GetLeftPart(UriPartial.Authority),
        ApiUrl = url.GetLeftPart(UriPartial.Authority),
        InstanceId = keys.InstanceId,
    };

    private static int FreePort(Uri url)
    {
        using var listener = new TcpListener(IPAddress.Parse(url.Host), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
