using Identity.Clerk.Emulator.Hosting;

namespace Identity.Clerk.Emulator;

// A named class: the global Program of top-level statements would be a second one beside the host's own.
internal static class Program
{
    private const int Usage = 2;

    public static async Task<int> Main(string[] args)
    {
        if (!CommandLine.TryParse(args, out var options, out var settingsPath, out var fault))
        {
            await Console.Error.WriteLineAsync(fault);
            return Usage;
        }

        try
        {
            var settings = ClerkEmulator.Prepare(options);
            if (settingsPath is not null)
                ClerkEmulator.WriteSettings(settingsPath, settings);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Usage;
        }

        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddClerkEmulator(options);
        using var host = builder.Build();

        await Console.Out.WriteLineAsync(Greeting.For(options, settingsPath));
        await host.RunAsync();
        return 0;
    }
}
