using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Identity.Testing;

namespace Identity.Cluster.Tests;

/// <summary>kill -9 at any moment loses nothing that was answered with 2xx, and the first request shows it.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Senders = 32;

    [Fact]
    public Task Kill_TwentyTimesUnderLoadOnSqlite_LosesNothing() =>
        KillAsync(new FrontSettings(), rounds: 20, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Kill_FiveTimesUnderLoadOnPostgreSql_LosesNothing()
    {
        Assert.SkipWhen(PostgresDatabase.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresDatabase.Obstacle ?? "");
        await using var database = await PostgresDatabase.CreateAsync();
        var settings = new FrontSettings()
            .With("Storage__Provider", "PostgreSql")
            .With("ConnectionStrings__Identity", database.ConnectionString);
        await KillAsync(settings, rounds: 5, TestContext.Current.CancellationToken);
    }

    private async Task KillAsync(FrontSettings settings, int rounds, CancellationToken cancellationToken)
    {
        using var _ = settings;

        // What is asked here is whether anything is lost, not how fast a busy machine is.
        settings.With("Authentication__Schemes__Clerk__ResolveTimeout", "00:00:20");
        var random = new Random(Seed());
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var front = await FrontProcess.StartAsync(settings);
        for (var round = 0; round < rounds; round++)
        {
            var killAfter = random.Next(1, 400);
            var before = acknowledged.Count;
            await SendUntilKilledAsync(front, round, killAfter, acknowledged, cancellationToken);
            await front.DisposeAsync();

            front = await FrontProcess.StartAsync(settings);
            await AllVisibleAsync(front, acknowledged, round, cancellationToken);
            output.WriteLine($"round {round}: killed after {acknowledged.Count - before} acknowledgements");
        }
        await front.DisposeAsync();
        Assert.NotEmpty(acknowledged);
    }

    private static async Task SendUntilKilledAsync(
        FrontProcess front, int round, int killAfter, ConcurrentDictionary<string, string> acknowledged,
        CancellationToken cancellationToken)
    {
        var sent = 0;
        var answered = 0;
        var killed = 0;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync()));
        Assert.Equal(1, killed);

        async Task SendAsync()
        {
            while (Volatile.Read(ref killed) == 0)
            {
                // Half of the events create a user, half change one.
                var number = Interlocked.Increment(ref sent);
                var user = $"user_r{round}n{number / 2}";
                var name = $"Name{number}";
                var at = 1_790_845_200_000 + number;
                var body = ClerkEventJson.Envelope(
                    number % 2 == 0 ? "user.created" : "user.updated", ClerkEventJson.User(user, at, name), at + 5);
                if (!await TryAsync(front, $"msg_r{round}n{number}", body, cancellationToken)) return;
                acknowledged.AddOrUpdate(user, name, (_, known) => Number(known) > number ? known : name);
                if (Interlocked.Increment(ref answered) != killAfter) continue;
                Volatile.Write(ref killed, 1);
                await front.KillAsync();
            }
        }
    }

    private static async Task<bool> TryAsync(
        FrontProcess front, string id, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await front.DeliverAsync(id, body, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task AllVisibleAsync(
        FrontProcess front, ConcurrentDictionary<string, string> acknowledged, int round,
        CancellationToken cancellationToken)
    {
        var thisRound = acknowledged.Where(a => a.Key.StartsWith($"user_r{round}n", StringComparison.Ordinal));
        var earlier = acknowledged.Where(a => !a.Key.StartsWith($"user_r{round}n", StringComparison.Ordinal)).Take(20);
        await Parallel.ForEachAsync(
            [.. thisRound, .. earlier],
            new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken },
            async (expected, ct) =>
            {
                using var answer = await front.MeAsync(expected.Key, "sess_1", ct);
                var text = await answer.Content.ReadAsStringAsync(ct);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{expected.Key}: {answer.StatusCode}\n{front.Output}");
                Assert.True(Number(NameIn(text)) >= Number(expected.Value), $"{expected.Key}: {NameIn(text)} < {expected.Value}");
            });
    }

    private static string NameIn(string json) =>
        System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("user").GetProperty("first_name").GetString()!;

    private static int Number(string name) => int.Parse(name.AsSpan(4), CultureInfo.InvariantCulture);

    private int Seed()
    {
        var seed = Environment.GetEnvironmentVariable("TEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"TEST_SEED={seed}");
        return seed;
    }
}
