using System.Diagnostics;
using System.Text.Json;
using Identity.Bench.Clerk;
using Identity.Bench.Measuring;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.Bench.Residents;

/// <summary>
/// Hosts the grains as the front does, without HTTP, in a process of its own, and wakes every user up: what that takes,
/// and what they take in memory.
/// </summary>
internal static class ResidentProbe
{
    /// <summary>The argument that makes this program do it.</summary>
    public const string Command = "residents";

    private const int Timed = 20_000;

    /// <summary><c>residents &lt;file&gt; &lt;users&gt;</c>: prints what was measured.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var count = int.Parse(args[1], null);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Identity"] = $"Data Source={args[0]}",
            ["CLERK_WEBHOOK_SIGNING_SECRET"] = "whsec_" + Convert.ToBase64String(new byte[24]),
        });
        builder.AddIdentitySilo();
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cold = await TimeAsync(grains, Math.Min(Timed, count));
        await Parallel.ForAsync(cold.Length, count, async (i, _) => await AskAsync(grains, i));
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        var warm = await TimeAsync(grains, Math.Min(Timed, count));
        var result = new ResidentResult(
            bytes,
            Stats.Percentile(cold, 0.5),
            Stats.Percentile(cold, 0.99),
            Stats.Percentile(warm, 0.5),
            Stats.Percentile(warm, 0.99));
        Console.WriteLine(JsonSerializer.Serialize(result));
        await host.StopAsync();
        return 0;
    }

    // One after the other; gives the latencies in microseconds, sorted.
    private static async Task<double[]> TimeAsync(IGrainFactory grains, int count)
    {
        var latencies = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await AskAsync(grains, i);
            latencies[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }
        Array.Sort(latencies);
        return latencies;
    }

    private static async ValueTask AskAsync(IGrainFactory grains, int user)
    {
        var query = new CallerQuery(SessionId.Parse(Instance.Session(user)), IssuedAt: 0, OrganizationId: null);
        var answer = await grains.GetGrain<IUserGrain>(Instance.User(user)).ResolveAsync(query);
        if (answer.Session is null) throw new InvalidOperationException($"User {user} isn't stored.");
    }
}
