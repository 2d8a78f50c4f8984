using Identity.Clerk.Api;
using Identity.Ingest.Reconcile;
using Identity.Ingest.Walks;
using Identity.Silo.Hosting;
using Identity.Silo.Settings;
using Orleans.Runtime;

namespace Identity.Silo.Commands;

/// <summary><c>backfill</c> and <c>reconcile [--full]</c>: a walk over all that Clerk lists, in a process of its own.</summary>
internal static class WalkCommand
{
    private const int Failed = 1;
    private const int Misused = 2;
    private const int Interrupted = 130;

    private const string Full = "--full";

    private const string Usage =
        """
        usage: backfill              reads all that Clerk has; goes on where the last one was interrupted
               reconcile [--full]    compares with what changed at Clerk last, or with all of it
        """;

    /// <returns>
    /// The process's exit code: 0; 1 when Clerk, the settings or the database don't allow it; 2 for a command that isn't
    /// one; 130 when it was interrupted.
    /// </returns>
    public static async Task<int> RunAsync(string name, string[] args)
    {
        WalkKind? kind = (name, args.Contains(Full)) switch
        {
            ("backfill", false) => WalkKind.Backfill,
            ("reconcile", true) => WalkKind.FullReconcile,
            ("reconcile", false) => WalkKind.RecentReconcile,
            _ => null,
        };
        if (kind is not { } walk)
        {
            await Console.Error.WriteLineAsync(Usage);
            return Misused;
        }

        using var host = Build(args);
        if (host.Services.GetService<WalkJobs>() is not { } jobs)
        {
            await Console.Error.WriteLineAsync(
                "Clerk can't be asked: CLERK_SECRET_KEY isn't set or isn't a secret key, CLERK_API_URL isn't an address, "
                + "or Clerk:FetchUnknownUsers is false.");
            return Failed;
        }

        return await host.RunIdentityAsync(() => RunAsync(host, jobs, walk));
    }

    private static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder([.. args.Where(a => a != Full)]);
        builder.AddIdentitySilo(ProcessRole.Command);
        builder.Services.Configure<ReconcileOptions>(
            options => options.Interval = options.FullInterval = TimeSpan.Zero);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return builder.Build();
    }

    private static async Task<int> RunAsync(IHost host, WalkJobs jobs, WalkKind walk)
    {
        await host.StartAsync();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await GrainEngine.ReadyAsync(host.Services, stopping);
            var status = await WalkDisplay.ShowAsync(watch => jobs.RunAsync(walk, stopping, watch));
            await Console.Out.WriteLineAsync($"{walk}: {status.Report!.Summary}");
            return status.Report.Spared == 0 ? 0 : Failed;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"{walk} was interrupted. The same command goes on from here.");
            return Interrupted;
        }
        catch (Exception exception) when (
            exception is BackendApiException or WrongInstanceException or OrleansException)
        {
            await Console.Error.WriteLineAsync($"{walk} broke off: {exception.Message}");
            return Failed;
        }
        finally
        {
            await host.StopAsync();
        }
    }
}
