using Identity.Ingest.Webhooks;
using Identity.Testing;

namespace Identity.Ingest.Tests.Webhooks;

public sealed class IntakeGateTests : IDisposable
{
    private const long Start = 1_790_845_200_000;

    private readonly ManualTimeProvider _clock = new();
    private readonly IntakeGate _gate;

    public IntakeGateTests() => _gate = new IntakeGate(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_AllPlacesTaken_WaitsForOneToBecomeFree()
    {
        await FillAsync();
        var waiting = _gate.TryEnterAsync(Cancel).AsTask();
        _clock.Advance(IntakeGate.Patience - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _gate.Leave();
        Assert.True(await waiting);
    }

    [Fact]
    public async Task Enter_NoneBecomesFreeInTime_IsRefused()
    {
        await FillAsync();
        var waiting = _gate.TryEnterAsync(Cancel).AsTask();
        _clock.Advance(IntakeGate.Patience);
        Assert.False(await waiting);

        // Whoever gave up took no place with it.
        _gate.Leave();
        Assert.True(await _gate.TryEnterAsync(Cancel));
    }

    [Fact]
    public async Task Enter_RequestIsGone_EndsTheWait()
    {
        await FillAsync();
        using var request = new CancellationTokenSource();
        var waiting = _gate.TryEnterAsync(request.Token).AsTask();
        await request.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Receive_GrainsAreStuck_HoldsNoPlace()
    {
        var (reached, count) = (0, 3 * IntakeGate.Places);
        var all = new TaskCompletionSource();
        var stuck = new TaskCompletionSource();
        await using var host = await IngestHost.StartAsync(grain => grain.OnApply = _ =>
        {
            if (Interlocked.Increment(ref reached) == count) all.SetResult();
            return stuck.Task;
        });
        var received = Task.WhenAll(Enumerable.Range(0, count).Select(i => ReceiveAsync(host, $"user_{i}")));
        await all.Task.WaitAsync(Patience.Limit, Cancel);
        stuck.SetResult();
        Assert.All(await received, result => Assert.Equal(IntakeStatus.Applied, result.Status));
    }

    public void Dispose() => _gate.Dispose();

    private async Task FillAsync()
    {
        for (var i = 0; i < IntakeGate.Places; i++) Assert.True(await _gate.TryEnterAsync(Cancel));
    }

    private static Task<IntakeResult> ReceiveAsync(IngestHost host, string user) => host.Intake.ReceiveAsync(
        host.Signer,
        host.Clock,
        $"msg_{user}",
        ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, Start), Start + 5));
}
