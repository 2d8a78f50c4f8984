using System.Net;
using Identity.Testing;

namespace Identity.Cluster.Tests.Load;

/// <summary>
/// Sends what a model Clerk lives through to a front as Svix does at its worst: shuffled, doubled, many at a time, with
/// forgeries among it. It goes on until the front is gone, and remembers what was acknowledged.
/// </summary>
internal sealed class Storm(ModelClerk clerk, FrontProcess front, Random random)
{
    /// <summary>How many messages are on their way at once.</summary>
    public const int Senders = 32;

    /// <summary>How long a storm lasts at most; what ends one comes after seconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly Lock _gate = new();
    private readonly Queue<object> _waiting = new();
    private readonly SvixSigner _forger = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private bool _over;
    private int _forgeries;
    private int _cutOff;

    /// <summary>The messages that somebody else signed.</summary>
    public List<Forgery> Forgeries { get; } = [];

    /// <summary>How many senders' connections were cut.</summary>
    public int CutOff => _cutOff;

    /// <summary>Sends until the front is gone.</summary>
    /// <param name="acknowledged">Called at each 2xx with its body; true means that the storm shall end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it has ended so; false when it has only worn itself out.</returns>
    public async Task<bool> RageAsync(Func<string, Task<bool>> acknowledged, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync(acknowledged, cancellationToken)));
        return _over || _cutOff == Senders;
    }

    private async Task SendAsync(Func<string, Task<bool>> acknowledged, CancellationToken cancellationToken)
    {
        while (!Volatile.Read(ref _over) && TimeProvider.System.GetElapsedTime(_began) < Longest)
        {
            try
            {
                var next = Next();
                var over = next is ModelEvent happened
                    ? await SendAsync(happened, acknowledged, cancellationToken)
                    : await ForgeAsync((Forgery)next, cancellationToken);
                if (over) Volatile.Write(ref _over, true);
            }
            catch (HttpRequestException)
            {
                // It is gone, or this connection was. Whether it took the message, only the database knows.
                Interlocked.Increment(ref _cutOff);
                return;
            }
        }
    }

    private async Task<bool> SendAsync(
        ModelEvent happened, Func<string, Task<bool>> acknowledged, CancellationToken cancellationToken)
    {
        happened.Sent = true;
        using var answer = await front.DeliverAsync(happened.Id, happened.Body, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        happened.Acknowledged = true;
        return await acknowledged(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private async Task<bool> ForgeAsync(Forgery forgery, CancellationToken cancellationToken)
    {
        using var request = _forger.Request(
            new Uri(front.Http.BaseAddress!, "/webhooks/clerk"),
            forgery.Id,
            forgery.Body,
            TimeProvider.System.GetUtcNow());
        using var answer = await front.Http.SendAsync(request, cancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return false;
    }

    private object Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0) Gather();
            return _waiting.Dequeue();
        }
    }

    private void Gather()
    {
        var happened = clerk.Live();
        List<object> messages = [.. happened, .. happened.Where(_ => random.Next(8) == 0)];
        foreach (var victim in happened.Where(_ => random.Next(10) == 0)) messages.Add(Forge(victim));
        var shuffled = messages.ToArray();
        random.Shuffle(shuffled);
        foreach (var message in shuffled) _waiting.Enqueue(message);
    }

    private Forgery Forge(ModelEvent victim)
    {
        var nobody = random.Next(2) == 0 ? $"user_nobody_{victim.Id}" : null;
        var user = nobody ?? clerk.Users[^1].Id;
        var at = ModelEvent.TimeOf(victim.Number + 1_000_000);
        var ownId = random.Next(2) == 0;
        var forgery = new Forgery(
            ownId ? $"msg_forged_{victim.Id}n{_forgeries++}" : victim.Id,
            ClerkEventJson.Envelope("user.updated", ClerkEventJson.User(user, at, "Phantom0"), at),
            ownId,
            nobody);
        Forgeries.Add(forgery);
        return forgery;
    }
}
