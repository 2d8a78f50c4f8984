using System.Globalization;

namespace Identity.Clerk.Emulator.Hosting;

/// <summary>The arguments of an emulator that runs on its own.</summary>
internal static class CommandLine
{
    private const string Help =
        """
        A local Clerk for development and tests. Never for production.

          --url <url>               where to listen            (http://127.0.0.1:5081)
          --webhook-url <url>       receiver of the webhooks   (none)
          --front-url <url>         what the page asks         (http://127.0.0.1:5080)
          --state-path <file>       keys and users; 'none' keeps them in memory   (data/clerk-emulator.json)
          --seed <true|false>       begin with three users     (true)
          --token-lifetime <secs>   1 to 86400                 (60)
          --api-rate-limit <n>      requests per 10 s to the Backend API   (as many as come)
          --settings-file <file>    write the CLERK_* variables there, for the front to read
        """;

    public static bool TryParse(
        IReadOnlyList<string> args, out EmulatorOptions options, out string? settingsPath, out string fault)
    {
        options = new EmulatorOptions();
        settingsPath = null;
        fault = Help;
        if (args.Count % 2 != 0)
            return false;

        for (var index = 0; index < args.Count; index += 2)
        {
            if (args[index] == "--settings-file")
            {
                settingsPath = args[index + 1];
            }
            else if (!TrySet(options, args[index], args[index + 1]))
            {
                fault = $"'{args[index]} {args[index + 1]}' is not understood.{Environment.NewLine}{Help}";
                return false;
            }
        }

        return true;
    }

    private static bool TrySet(EmulatorOptions options, string name, string value)
    {
        switch (name)
        {
            case "--url" when Uri.TryCreate(value, UriKind.Absolute, out var url):
                options.Url = url;
                return true;
            case "--webhook-url" when Uri.TryCreate(value, UriKind.Absolute, out var url):
                options.WebhookUrl = url;
                return true;
            case "--front-url" when Uri.TryCreate(value, UriKind.Absolute, out var url):
                options.FrontUrl = url;
                return true;
            case "--state-path":
                options.StatePath = value == "none" ? null : value;
                return true;
            case "--seed" when bool.TryParse(value, out var seed):
                options.Seed = seed;
                return true;
            case "--token-lifetime" when int.TryParse(
                value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds):
                options.TokenLifetime = TimeSpan.FromSeconds(seconds);
                return true;
            case "--api-rate-limit" when int.TryParse(
                value, NumberStyles.None, CultureInfo.InvariantCulture, out var requests):
                options.BackendApiRateLimit = requests;
                return true;
            default:
                return false;
        }
    }
}
