using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Hosting;

/// <summary>Ends sessions when their time is up, so that their end is told. No session, no timer.</summary>
internal sealed class SessionExpiry : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    private readonly LiveInstance _live;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private volatile Task _ending = Task.CompletedTask;

    public SessionExpiry(LiveInstance live, TimeProvider clock)
    {
        _live = live;
        _clock = clock;
        _timer = clock.CreateTimer(
            _ => _ending = EndAsync(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        live.Changed += Arm;
        Arm();
    }

    public async ValueTask DisposeAsync()
    {
        _live.Changed -= Arm;
        await _timer.DisposeAsync();
        await _ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Arm()
    {
        if (_live.Read(instance => instance.NextExpiry) is not { } expireAt)
            return;

        var due = DateTimeOffset.FromUnixTimeMilliseconds(expireAt) - _clock.GetUtcNow();
        _timer.Change(due > Soon ? due : Soon, Timeout.InfiniteTimeSpan);
    }

    private async Task EndAsync() =>
        await _live.ApplyAsync(instance => instance.EndExpired(), Caller.Emulator, wait: false, CancellationToken.None);
}
