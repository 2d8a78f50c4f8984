using Identity.Storage.Commits;
using Identity.Storage.Startup;
using Microsoft.Extensions.Options;

namespace Identity.Silo.Hosting;

/// <summary>Runs a host, and says in one line why it can't.</summary>
public static class IdentityHostExtensions
{
    /// <summary>Runs until it is stopped.</summary>
    /// <returns>The process's exit code: 0, or 1 when the settings or the database don't allow a start.</returns>
    public static async Task<int> RunIdentityAsync(this IHost host)
    {
        try
        {
            // Before the host starts, which would log a refusal with a page of stack.
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await host.Services.GetRequiredService<StorageLifetime>().StartingAsync(CancellationToken.None);
            await host.RunAsync();
            return 0;
        }
        catch (Exception refusal) when (refusal is OptionsValidationException or DatabaseInUseException
            or NewerSchemaException or StorageUnavailableException)
        {
            await Console.Error.WriteLineAsync($"Identity cluster doesn't start: {refusal.Message}");
            return 1;
        }
    }
}
