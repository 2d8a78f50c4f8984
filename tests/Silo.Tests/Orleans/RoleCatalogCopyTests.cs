using System.Collections.Immutable;
using Identity.Grains.Roles;
using Identity.Silo.Orleans;
using Identity.Testing;
using Orleans;
using Orleans.Runtime;

namespace Identity.Silo.Tests.Orleans;

public class RoleCatalogCopyTests
{
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new();
    private readonly RoleCatalogCopy _copy;
    private Func<Task<RoleCatalogSnapshot>> _answers = () => Task.FromResult(Permitting("a"));
    private int _asked;

    public RoleCatalogCopyTests()
    {
        var grain = Proxied.Of<IRoleCatalogGrain>(("GetAsync", _ => new ValueTask<RoleCatalogSnapshot>(AnswerAsync())));
        _copy = new RoleCatalogCopy(
            Proxied.Of<IGrainFactory>(("GetGrain", _ => grain)), _clock, MaxStaleness);
    }

    [Fact]
    public async Task Get_WithinASecond_AsksOnce()
    {
        var first = await _copy.GetAsync();
        await SettledAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Same(first, await _copy.GetAsync());
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Get_AfterASecond_AnswersAtOnceAndAsksMeanwhile()
    {
        var first = await _copy.GetAsync();
        await SettledAsync();
        _answers = () => Task.FromResult(Permitting("b"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        var meanwhile = _copy.GetAsync();
        Assert.True(meanwhile.IsCompletedSuccessfully);
        Assert.Same(first, await meanwhile);
        await UntilAsync(async () => (await _copy.GetAsync()).Permissions["org:x"] is ["b"]);
    }

    [Fact]
    public async Task Get_CannotAsk_ServesForTheBoundAndThenFails()
    {
        var first = await _copy.GetAsync();
        await SettledAsync();
        _answers = () => Task.FromException<RoleCatalogSnapshot>(new SiloUnavailableException("away"));
        _clock.Advance(MaxStaleness - TimeSpan.FromTicks(1));
        Assert.Same(first, await _copy.GetAsync());

        _clock.Advance(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<SiloUnavailableException>(async () => await _copy.GetAsync());
    }

    [Fact]
    public async Task Forget_AsksAnewAtOnce()
    {
        await _copy.GetAsync();
        await SettledAsync();
        _answers = () => Task.FromResult(Permitting("b"));
        _copy.Forget();
        Assert.Equal(["b"], (await _copy.GetAsync()).Permissions["org:x"]);
    }

    /// <summary>The question was under way when the change came: its answer may be from before.</summary>
    [Fact]
    public async Task Forget_DuringAQuestion_DoesNotKeepItsAnswer()
    {
        var late = new TaskCompletionSource<RoleCatalogSnapshot>();
        _answers = () => late.Task;
        var before = _copy.GetAsync().AsTask();
        await UntilAsync(() => Task.FromResult(_asked == 1));
        _copy.Forget();
        _answers = () => Task.FromResult(Permitting("b"));
        Assert.Equal(["b"], (await _copy.GetAsync()).Permissions["org:x"]);

        late.SetResult(Permitting("a"));
        Assert.Equal(["a"], (await before).Permissions["org:x"]);
        Assert.Equal(["b"], (await _copy.GetAsync()).Permissions["org:x"]);
    }

    [Fact]
    public async Task Get_ManyAtOnce_AskTogether()
    {
        var gate = new TaskCompletionSource<RoleCatalogSnapshot>();
        _answers = () => gate.Task;
        var all = Enumerable.Range(0, 100).Select(_ => _copy.GetAsync().AsTask()).ToArray();
        gate.SetResult(Permitting("a"));
        await Task.WhenAll(all);
        Assert.Equal(1, _asked);
    }

    private static RoleCatalogSnapshot Permitting(string permission) => RoleCatalogSnapshot.Empty with
    {
        Permissions = RoleCatalogSnapshot.Empty.Permissions.Add("org:x", ImmutableArray.Create(permission)),
    };

    private Task<RoleCatalogSnapshot> AnswerAsync()
    {
        Interlocked.Increment(ref _asked);
        return _answers();
    }

    // The answer is kept a moment after those who waited for it have it.
    private Task SettledAsync() => UntilAsync(() => Task.FromResult(_copy.HasAnswer));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
    }
}
