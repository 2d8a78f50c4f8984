using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>Users of whom everything has been told before a test begins.</summary>
internal sealed class Population
{
    private const int Organizations = 10;

    private Population(ModelClerk clerk) => Clerk = clerk;

    public ModelClerk Clerk { get; }

    /// <summary>Those who are recognised.</summary>
    public ModelUser[] Users => [.. Clerk.Users.Where(user => user.Truth(0).Name is not null)];

    /// <summary>Tells a front of them, and has every front recognise each.</summary>
    public static async Task<Population> TellAsync(
        TestCluster cluster, Random random, CancellationToken cancellationToken)
    {
        var clerk = new ModelClerk("p", random, 0);
        var events = Enumerable.Range(0, Organizations).SelectMany(_ => clerk.Live()).ToArray();
        await Delivery.SendAsync(cluster.Fronts[0], events.Select(e => (e.Id, e.Body)), atOnce: 8, cancellationToken);
        foreach (var happened in events) happened.Sent = happened.Acknowledged = true;
        var population = new Population(clerk);
        foreach (var front in cluster.Fronts)
        {
            await Parallel.ForEachAsync(
                population.Users,
                new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
                async (user, ct) => await RecognisedAsync(front, user, ct));
        }

        return population;
    }

    private static async Task RecognisedAsync(FrontProcess front, ModelUser user, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await front.MeAsync(user.Id, "sess_1", cancellationToken);
            if (answer.IsSuccessStatusCode) return;
        }
    }
}
