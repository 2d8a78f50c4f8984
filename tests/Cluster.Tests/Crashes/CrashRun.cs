using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Crashes;

/// <summary>Kills a front again and again under load, and looks at what the next one makes of the remains.</summary>
internal sealed class CrashRun(FrontSettings settings, int seed, ITestOutputHelper output)
{
    /// <summary>128 and the number of SIGKILL, as a shell would say it.</summary>
    private const int Killed = 137;

    private readonly CrashHookSettings _hook = new(settings);
    private readonly Inspection _inspection = new();
    private long _number;

    public async Task RunAsync(IReadOnlyList<CrashPoint> points, CancellationToken cancellationToken)
    {
        Remains? remains = null;
        for (var round = 0; round < points.Count; round++)
        {
            var random = Seed.For(seed, round);
            var count = random.Next(points[round].Latest) + 1;
            await using var front = await StartAsync(points[round], count);
            if (remains is not null)
            {
                await _inspection.InspectAsync(front, remains, _hook.Release, random, cancellationToken);
            }

            remains = await CrashAsync(front, points[round], count, random, $"r{round}", cancellationToken);
            output.WriteLine($"round {round}: killed at '{points[round].Name}' no. {count}; {remains}");
        }

        await using var last = await StartAsync(CrashPoint.Anywhere, 0);
        await _inspection.InspectAsync(last, remains!, _hook.Release, Seed.For(seed, points.Count), cancellationToken);
    }

    private Task<FrontProcess> StartAsync(CrashPoint point, int count)
    {
        _hook.CrashAt(point, count);
        return FrontProcess.StartAsync(settings.With("Ingest__ApplyDeadline", point.Deadline));
    }

    private async Task<Remains> CrashAsync(
        FrontProcess front, CrashPoint point, int count, Random random, string run, CancellationToken cancellationToken)
    {
        _hook.Release();
        _hook.Arm();
        var clerk = new ModelClerk(run, random, _number);
        var storm = new Storm(clerk, front, random);
        var answered = 0;
        var ended = await storm.RageAsync(
            async answer =>
            {
                if (point.At is not null) return false;
                if (point.Answer is { } status && !answer.Contains(status, StringComparison.Ordinal)) return false;
                if (Interlocked.Increment(ref answered) != count) return false;
                await front.KillAsync();
                return true;
            },
            cancellationToken);
        if (!ended) Assert.Fail($"'{point.Name}' no. {count} was never reached:\n{front.Output}");
        Assert.True(await front.EndsAsync(cancellationToken) == Killed, front.Output);
        _number = clerk.Number;
        return new Remains(clerk, storm.Forgeries);
    }
}
