using Identity.Ingest.Webhooks;
using Identity.Testing;

namespace Identity.Ingest.Tests.Webhooks;

public sealed class IntakeGateTests : IDisposable
{
    private const long Start = 1_790_845_200_000;

    private readonly ManualTimeProvider _clock = new();
    private readonly UserTraffic _users;
    private readonly IntakeGate _gate;

    public IntakeGateTests() => _gate = new IntakeGate(_users = new UserTraffic(_clock), _clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_AllPlacesTaken_WaitsForOneToBecomeFree()
    {
        await FillAsync();
        var waiting = _gate.EnterAsync(Cancel).AsTask();
        _clock.Advance(IntakeGate.Patience - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _gate.Leave(IntakePass.Place);
        Assert.Equal(IntakePass.Place, await waiting);
    }

    [Fact]
    public async Task Enter_NoneBecomesFreeInTime_IsRefused()
    {
        await FillAsync();
        var waiting = _gate.EnterAsync(Cancel).AsTask();
        _clock.Advance(IntakeGate.Patience);
        Assert.Equal(IntakePass.Refused, await waiting);

        // Whoever gave up took no place with it.
        _users.Note();
        _gate.Leave(IntakePass.Place);
        Assert.Equal(IntakePass.Place, await _gate.EnterAsync(Cancel));
    }

    [Fact]
    public async Task Enter_RequestIsGone_EndsTheWait()
    {
        await FillAsync();
        using var request = new CancellationTokenSource();
        var waiting = _gate.EnterAsync(request.Token).AsTask();
        await request.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Enter_NoUserWasHere_IsFree()
    {
        for (var i = 0; i < 10 * IntakeGate.Places; i++) Assert.Equal(IntakePass.Free, await _gate.EnterAsync(Cancel));
    }

    [Fact]
    public async Task Enter_UsersAreGoneForAWhile_IsFreeAgain()
    {
        await FillAsync();
        _clock.Advance(UserTraffic.Memory - TimeSpan.FromTicks(1));
        var waiting = _gate.EnterAsync(Cancel).AsTask();
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(IntakePass.Free, await _gate.EnterAsync(Cancel));

        // Who waits already goes in as places become free.
        Assert.False(waiting.IsCompleted);
        _gate.Leave(IntakePass.Place);
        Assert.Equal(IntakePass.Place, await waiting);
    }

    [Fact]
    public async Task Leave_WentInFreely_MakesNoPlace()
    {
        var free = await _gate.EnterAsync(Cancel);
        await FillAsync();
        _gate.Leave(free);
        Assert.False(_gate.EnterAsync(Cancel).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Enter_UsersKeepComing_StaysNarrow()
    {
        await FillAsync();
        for (var i = 0; i < 4; i++)
        {
            _clock.Advance(UserTraffic.Memory / 2);
            _users.Note();
        }
        Assert.False(_gate.EnterAsync(Cancel).AsTask().IsCompleted);
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
        host.Get<UserTraffic>().Note();
        var received = Task.WhenAll(Enumerable.Range(0, count).Select(i => ReceiveAsync(host, $"user_{i}")));
        await all.Task.WaitAsync(Patience.Limit, Cancel);
        stuck.SetResult();
        Assert.All(await received, result => Assert.Equal(IntakeStatus.Applied, result.Status));
    }

    public void Dispose() => _gate.Dispose();

    private async Task FillAsync()
    {
        _users.Note();
        for (var i = 0; i < IntakeGate.Places; i++) Assert.Equal(IntakePass.Place, await _gate.EnterAsync(Cancel));
    }

    private static Task<IntakeResult> ReceiveAsync(IngestHost host, string user) => host.Intake.ReceiveAsync(
        host.Signer,
        host.Clock,
        $"msg_{user}",
        ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, Start), Start + 5));
}
