using System.Net;
using Identity.Cluster.Tests.Front;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Crashes;

/// <summary>The database crashes, and the front goes on: what it acknowledged before is there after.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private const int Unheard = 32;

    [Fact]
    public async Task DatabaseCrash_UnderLoad_LosesNothingAndAcknowledgesNothingMeanwhile()
    {
        Assert.SkipWhen(
            PostgresServer.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresServer.Obstacle ?? "");
        var cancel = TestContext.Current.CancellationToken;
        var random = Seed.For(Seed.Next(), 0);
        await using var server = await PostgresServer.StartAsync();
        await using var database = await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        await using var stored = new Database(database);
        await using var front = await FrontProcess.StartAsync(stored.Settings);

        var clerk = new ModelClerk("o", random, 0);
        var storm = new Storm(clerk, front, random);
        var (answered, crashAfter, crashed) = (0, random.Next(20, 100), false);
        var ended = await storm.RageAsync(
            async _ =>
            {
                if (Interlocked.Increment(ref answered) != crashAfter) return false;
                await server.StopAsync(abruptly: true);
                await AcknowledgesNothingAsync(front, cancel);
                await server.StartAgainAsync();
                return crashed = true;
            },
            cancel);
        Assert.True(ended && crashed, $"There were {answered} acknowledgements, and no crash after {crashAfter}.");
        Assert.True(storm.CutOff == 0, $"The front, which went on, cut {storm.CutOff} off:\n{front.Output}");

        var remains = new Remains(clerk, storm.Forgeries);
        output.WriteLine($"crashed after {crashAfter} acknowledgements; {remains}");

        // Whoever was in memory is answered from there, until the sweeper brings what was acknowledged and not applied.
        await new InboxClient(front).DrainedAsync(cancel);
        await new Inspection().InspectAsync(front, remains, () => { }, random, cancel);
    }

    private static async Task AcknowledgesNothingAsync(FrontProcess front, CancellationToken cancellationToken)
    {
        var clerk = new ModelClerk("unheard", new Random(0), 1_000_000);
        var answers = await Task.WhenAll(clerk.Live().Take(Unheard).Select(
            e => Delivery.StatusAsync(front, e.Id, e.Body, cancellationToken)));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
    }
}
