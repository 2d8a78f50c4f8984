using Identity.Bench.Clerk;
using Identity.Bench.Driving;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Testing;

namespace Identity.Bench.Requests;

/// <summary>Who calls? Requests per second of this project and of what people use today, side by side.</summary>
internal static class RequestScenario
{
    private const int FewUsers = 1_000;
    private const int Connections = 64;

    /// <summary>How often a token is used: once a second or so in the minute that it lives.</summary>
    private const int Uses = 50;

    private const string Repeated = "Each token is used 50 times. Ratios are to the first row, within a round.";
    private const string New =
        "No server has seen any of the tokens before. Ratios are to the first row, within a round.";

    public static async Task RunAsync(Run run)
    {
        await using var postgres = PostgresServer.Obstacle is null ? await PostgresServer.StartDurableAsync() : null;
        await CompareAsync(run, postgres, FewUsers, isLast: false);
        await CompareAsync(run, postgres, run.Sizes.ManyUsers, isLast: true);
    }

    private static async Task CompareAsync(Run run, PostgresServer? postgres, int users, bool isLast)
    {
        await using var contenders = await RequestContenders.StartAsync(run.Instance, postgres, users, run.Report);
        var random = new Random(1);
        var size = $"{users:N0} users";
        var repeated = new Comparison(
            $"request-repeated-{users}", $"Repeated tokens, {size}", Repeated, Sample.OfRequests);
        await run.RoundsAsync((_, counts) => RoundAsync(
            run, contenders, repeated, Some(run.Sizes.Requests / Uses), run.Sizes.Requests, counts));
        run.Report.Add(repeated);

        var fresh = new Comparison($"request-new-{users}", $"New tokens, {size}", New, Sample.OfRequests);
        await run.RoundsAsync((_, counts) => RoundAsync(
            run, contenders, fresh, Some(run.Sizes.NewTokens), run.Sizes.NewTokens, counts));
        run.Report.Add(fresh);
        RequestVerdicts.Add(run.Report, repeated, fresh, size);

        if (!isLast) return;
        await BusyRequests.CompareAsync(run, contenders, [.. Some(run.Sizes.Requests / Uses)]);
        await Staleness.MeasureAsync(run, contenders);

        int[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(users))];
    }

    private static async Task RoundAsync(
        Run run, RequestContenders contenders, Comparison comparison, int[] users, int count, bool counts)
    {
        var shared = run.Instance.Tokens(users);
        var isNew = count == users.Length;
        var shown = new HashSet<object>();
        string?[] nobody = [null];
        foreach (var contender in contenders.All)
        {
            // Fewer requests, then of fewer tokens: each of them is used as often as with the others.
            var share = Math.Max(1, (int)(contender.Share * shared.Length));
            var wasShown = contender.Remembers is { } memory && !shown.Add(memory);
            var tokens = contender.IsAnonymous ? nobody
                : isNew && wasShown ? run.Instance.Tokens(users[..share])
                : shared[..share];
            using var plan = LoadPlan.Get(contender.Path, tokens);
            var sample = await Sample.TakeAsync(
                contender.Server, plan, (int)(contender.Share * count), Connections);
            if (counts) comparison.Add(contender.Name, sample);
        }
    }
}
