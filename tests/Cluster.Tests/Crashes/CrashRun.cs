using System.Diagnostics;
using Identity.Cluster.Tests.Front;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Crashes;

/// <summary>Kills a front again and again under load, and looks each time at what the next one makes of the remains.</summary>
internal sealed class CrashRun(FrontSettings settings, int seed, ITestOutputHelper output)
{
    /// <summary>128 and the number of SIGKILL, as a shell would say it.</summary>
    private const int Killed = 137;

    private readonly string _armed = Path.Combine(settings.Folder, "armed");
    private readonly Inspection _inspection = new();
    private long _number;

    public async Task RunAsync(IReadOnlyList<CrashPoint> points, CancellationToken cancellationToken)
    {
        settings
            .With("DOTNET_STARTUP_HOOKS", Path.Combine(AppContext.BaseDirectory, "Identity.CrashHook.dll"))
            .With("CRASH_ARMED", _armed)

            // Steps that are held up each take a thread; the rest must go on meanwhile (hexadecimal).
            .With("DOTNET_ThreadPool_ForceMinWorkerThreads", "40");
        Remains? remains = null;
        for (var round = 0; round < points.Count; round++)
        {
            var random = Seed.For(seed, round);
            var count = random.Next(points[round].Latest) + 1;
            await using var front = await StartAsync(points[round], count);
            if (remains is not null) await _inspection.InspectAsync(front, remains, random, cancellationToken);
            remains = await CrashAsync(front, points[round], count, random, $"r{round}", cancellationToken);
            output.WriteLine($"round {round}: killed at '{points[round].Name}' no. {count}; {remains}");
        }

        await using var last = await StartAsync(CrashPoint.Anywhere, 0);
        await _inspection.InspectAsync(last, remains!, Seed.For(seed, points.Count), cancellationToken);
    }

    private async Task<FrontProcess> StartAsync(CrashPoint point, int count)
    {
        File.Delete(_armed);
        settings
            .With("CRASH_AT", point.At ?? "")
            .With("CRASH_COUNT", $"{count}")
            .With("CRASH_TAG", point.Tag)
            .With("CRASH_STALL", point.Stall)
            .With("Ingest__ApplyDeadline", point.Deadline);
        return await FrontProcess.StartAsync(settings);
    }

    private async Task<Remains> CrashAsync(
        FrontProcess front, CrashPoint point, int count, Random random, string run, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_armed, "", cancellationToken);
        var clerk = new ModelClerk(run, random, _number);
        var storm = new Storm(clerk, front, random);
        var answered = 0;
        await storm.RageAsync(
            async answer =>
            {
                if (point.At is not null) return false;
                if (point.Answer is { } status && !answer.Contains(status, StringComparison.Ordinal)) return false;
                if (Interlocked.Increment(ref answered) != count) return false;
                await front.KillAsync();
                return true;
            },
            cancellationToken);
        Assert.True(await front.EndsAsync(cancellationToken) == Killed, front.Output);
        _number = clerk.Number;
        return new Remains(clerk, storm.Forgeries);
    }
}
