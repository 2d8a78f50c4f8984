using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Identity.Bench.Clerk;
using Identity.Bench.Driving;
using Identity.Bench.Machine;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;
using Identity.Bench.Stored;

namespace Identity.Bench.Residents;

/// <summary>
/// Memory and start: users in memory, a start with many stored, and everybody coming at once after it.
/// </summary>
internal static class ResidentScenario
{
    private const int Connections = 64;
    private const double Kilobyte = 1024;
    private static readonly Metric Beyond = new("memory beyond raw JSON", "B per user");

    public static async Task RunAsync(Run run)
    {
        var memory = new Comparison(
            "memory", "Users in memory",
            "Each has a profile with an e-mail address, a session and a membership, and the JSON that Clerk sent of "
            + "them. Measured in a process that hosts the grains without HTTP; the first column leaves out the JSON.",
            Beyond, new Metric("memory", "B per user"), new Metric("cold p50", "µs"), new Metric("cold p99", "µs"),
            new Metric("warm p50", "µs"), new Metric("warm p99", "µs"));
        var start = new Comparison(
            "start", "Start with users stored, and everybody at once",
            "From the start of the process until it is ready; then, at once, requests of users of whom none is in "
            + "memory, each with a token of their own; then the same requests again.",
            new Metric("ready after", "s"), new Metric("storm", "requests/s"), new Metric("storm p50", "µs"),
            new Metric("storm p99", "µs"), new Metric("again", "requests/s"), new Metric("again p99", "µs"));
        foreach (var count in run.Sizes.Stored)
        {
            var users = await run.StoredAsync(count);
            var name = $"{count:N0} users";
            var resident = await ProbeAsync(users);
            memory.Add(
                name, resident.Bytes - users.RawBytes, resident.Bytes,
                resident.ColdP50, resident.ColdP99, resident.WarmP50, resident.WarmP99);
            for (var round = 0; round < run.Sizes.FewRounds; round++) start.Add(name, await StormAsync(run, users));
        }
        run.Report.Add(memory);
        run.Report.Add(start);
        AddVerdicts(run.Report, memory, start);
    }

    private static void AddVerdicts(Report report, Comparison memory, Comparison start)
    {
        var most = memory.Contenders[^1];
        report.Verdicts.Add(Verdict.AtMost(
            $"Memory per user beyond its raw JSON, {most}:", 2.5, memory.Values(most)[0] / Kilobyte, " KB"));
        report.Verdicts.Add(Verdict.AtMost($"Start, {most} stored:", 3, Stats.Median(start.Values(most)), " s"));
        report.Verdicts.Add(Verdict.AtMost(
            $"Activation from SQLite, p50, {most} stored:", 150, memory.Values(most, 2)[0], " µs"));
    }

    private static async Task<ResidentResult> ProbeAsync(StoredUsers users)
    {
        var output = await Shell.RunAsync(
            "dotnet", Environment.GetCommandLineArgs()[0], ResidentProbe.Command, users.File,
            users.Count.ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.Deserialize<ResidentResult>(output.Split('\n').First(line => line.StartsWith('{')))!;
    }

    private static async Task<double?[]> StormAsync(Run run, StoredUsers users)
    {
        var random = new Random(1);
        using var plan = LoadPlan.Get("/identity/whoami", run.Instance.Tokens(
            [.. Enumerable.Range(0, run.Sizes.NewTokens).Select(_ => random.Next(users.Count))]));
        var watch = Stopwatch.StartNew();
        await using var front = await FrontServer.StartAsync(run.Instance, users.Setting);
        await front.IsReadyAsync();
        var ready = watch.Elapsed.TotalSeconds;
        var storm = await Driver.RunAsync(front.Url, plan, plan.Count, Connections);
        var again = await Driver.RunAsync(front.Url, plan, plan.Count, Connections);
        return [ready, storm.Rate, storm.P50, storm.P99, again.Rate, again.P99];
    }
}
