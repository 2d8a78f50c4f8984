using System.Net;
using Identity.Cluster.Tests.Crashes;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>
/// Webhooks of a model Clerk for every front, shuffled and doubled, at a pace; what isn't acknowledged is sent again,
/// to any front, as Svix does.
/// </summary>
internal sealed class Showers : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private const int Senders = 8;

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Queue<ModelEvent> _waiting = new();
    private readonly IReadOnlyList<FrontProcess> _fronts;
    private readonly ModelClerk _clerk;
    private readonly Random _random;
    private readonly Task _senders;
    private int _refused;

    private Showers(IReadOnlyList<FrontProcess> fronts, ModelClerk clerk, Random random)
    {
        (_fronts, _clerk, _random) = (fronts, clerk, random);
        _senders = Task.WhenAll(Enumerable.Range(0, Senders).Select(i => SendAsync(i)));
    }

    public static Showers Start(TestCluster cluster, ModelClerk clerk, Random random) =>
        new([.. cluster.Fronts], clerk, random);

    /// <summary>Ends them; gives what was sent, and what of it was acknowledged.</summary>
    public async Task<(Remains Remains, int Refused)> StopAsync()
    {
        await _stop.CancelAsync();
        await _senders;
        return (new Remains(_clerk, []), _refused);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task SendAsync(int number)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!_stop.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            var happened = Next();
            happened.Sent = true;
            if (await IsTakenAsync(_fronts[number++ % _fronts.Count], happened))
            {
                happened.Acknowledged = true;
                continue;
            }

            Interlocked.Increment(ref _refused);
            lock (_gate) _waiting.Enqueue(happened);
        }
    }

    private static async Task<bool> IsTakenAsync(FrontProcess front, ModelEvent happened)
    {
        try
        {
            var status = await Delivery.StatusAsync(front, happened.Id, happened.Body, CancellationToken.None);
            return status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private ModelEvent Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                var happened = _clerk.Live();
                ModelEvent[] messages = [.. happened, .. happened.Where(_ => _random.Next(8) == 0)];
                _random.Shuffle(messages);
                foreach (var message in messages) _waiting.Enqueue(message);
            }

            return _waiting.Dequeue();
        }
    }
}
