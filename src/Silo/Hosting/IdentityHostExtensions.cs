using Identity.Storage.Commits;
using Identity.Storage.Startup;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Identity.Silo.Hosting;

/// <summary>Runs a host, and says in one line why it can't.</summary>
public static class IdentityHostExtensions
{
    /// <summary>Runs until it is stopped.</summary>
    /// <returns>
    /// The process's exit code: 0, or 1 when the settings or the database don't allow a start, or another process took the
    /// database over.
    /// </returns>
    public static Task<int> RunIdentityAsync(this IHost host) => RunIdentityAsync(host, async () =>
    {
        await host.RunAsync();
        return 0;
    });

    /// <summary>Does some work on a database that nobody else has, with the same refusals.</summary>
    /// <inheritdoc cref="RunIdentityAsync(IHost)"/>
    internal static async Task<int> RunIdentityAsync(this IHost host, Func<Task<int>> work)
    {
        try
        {
            // Before the host starts, which would log a refusal with a page of stack.
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await host.Services.GetRequiredService<StorageLifetime>().StartingAsync(CancellationToken.None);
            var lockLost = host.Services.GetRequiredService<IStorageStartup>().LockLost;
            var exitCode = await work();

            // A supervisor that restarts what failed must see that this did.
            return lockLost.IsCancellationRequested ? 1 : exitCode;
        }
        catch (Exception refusal) when (refusal is OptionsValidationException or DatabaseInUseException
            or NewerSchemaException or StorageUnavailableException)
        {
            return await RefuseAsync(refusal.Message);
        }
        catch (AggregateException refusals) when (refusals.InnerExceptions.All(e => e is OptionsValidationException))
        {
            return await RefuseAsync(string.Join(' ', refusals.InnerExceptions.Select(e => e.Message)));
        }
        catch (IOException refusal) when (refusal.InnerException is AddressInUseException)
        {
            return await RefuseAsync($"{refusal.Message} Stop whoever listens there, or set Urls to another address.");
        }
        catch (Exception refusal) when (GrainEngine.RefusalOf(refusal) is { } why)
        {
            return await RefuseAsync(why);
        }
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"Identity cluster doesn't start: {why}");
        return 1;
    }
}
