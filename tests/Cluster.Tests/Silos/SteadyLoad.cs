using System.Collections.Concurrent;
using System.Net;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>Users who ask every front who they are, all the time, at a pace that a small machine bears.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private const int ReadersOfEachFront = 3;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Probe> _probes = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly ModelUser[] _users;
    private readonly Task _readers;

    private SteadyLoad(IEnumerable<FrontProcess> fronts, ModelUser[] users)
    {
        _users = users;
        _readers = Task.WhenAll(fronts.SelectMany((front, i) => Enumerable.Range(0, ReadersOfEachFront)
            .Select(j => ReadAsync(front, new Random((10 * i) + j)))));
    }

    /// <summary>How long it has been going on.</summary>
    public TimeSpan Now => TimeProvider.System.GetElapsedTime(_began);

    /// <summary>All requests that were answered, or given up, by now.</summary>
    public IReadOnlyList<Probe> Probes => [.. _probes.OrderBy(probe => probe.At)];

    public static SteadyLoad Start(TestCluster cluster, ModelUser[] users) => new(cluster.Fronts, users);

    /// <summary>Waits until every user was recognised by every front of a cluster.</summary>
    public async Task RecoveredAsync(TestCluster cluster, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        foreach (var front in cluster.Fronts)
        {
            foreach (var user in _users)
            {
                while (await StatusAsync(front, user, patience.Token) != HttpStatusCode.OK)
                    Assert.False(patience.IsCancellationRequested, $"{user.Id} stays unknown\n{cluster.Outputs()}");
            }
        }
    }

    /// <summary>Ends it; gives what there was.</summary>
    public async Task<IReadOnlyList<Probe>> StopAsync()
    {
        await _stop.CancelAsync();
        await _readers;
        return Probes;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private static async Task<HttpStatusCode?> StatusAsync(
        FrontProcess front, ModelUser user, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await front.MeAsync(user.Id, "sess_1", cancellationToken);
            return answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task ReadAsync(FrontProcess front, Random random)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!_stop.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            var at = Now;
            var status = await StatusAsync(front, _users[random.Next(_users.Length)], CancellationToken.None);
            _probes.Enqueue(new Probe(at, Now - at, status));
        }
    }
}
