using Identity.Ingest.BackendApi;
using Identity.Testing;

namespace Identity.Ingest.Tests.BackendApi;

public class BackendApiBudgetTests
{
    private const int Quarter = 25;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sk_test_0123456789abcdefghijklmnopqrstuv", 25)]
    [InlineData("sk_live_0123456789abcdefghijklmnopqrstuv", 250)]
    public void Spend_OneWindow_IsAQuarterOfClerksLimit(string key, int quarter)
    {
        var budget = new BackendApiBudget(TestApi.Options(key), new ManualTimeProvider());
        Assert.Equal(quarter, Enumerable.Range(0, 2 * quarter).Count(_ => budget.TrySpend()));
    }

    [Fact]
    public async Task Spend_TheOtherShareIsUsedUp_IsNotConcerned()
    {
        var budget = new BackendApiBudget(TestApi.Options(), new ManualTimeProvider());
        for (var i = 0; i < Quarter; i++) Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
        for (var i = 0; i < Quarter; i++) await budget.SpendAsync(Cancel);
        Assert.False(budget.SpendAsync(Cancel).IsCompleted);
    }

    [Fact]
    public async Task SpendAsync_ShareIsUsedUp_WaitsForTheNextWindow()
    {
        var clock = new ManualTimeProvider();
        var budget = new BackendApiBudget(TestApi.Options(), clock);
        for (var i = 0; i < Quarter; i++) await budget.SpendAsync(Cancel);
        var next = budget.SpendAsync(Cancel);
        clock.Advance(BackendApiOptions.Window - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await next.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public async Task SpendAsync_Cancelled_EndsTheWait()
    {
        var budget = new BackendApiBudget(TestApi.Options(), new ManualTimeProvider());
        for (var i = 0; i < Quarter; i++) await budget.SpendAsync(Cancel);
        using var cancelling = new CancellationTokenSource();
        var next = budget.SpendAsync(cancelling.Token);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public void TrySpend_AnyTenSeconds_IsNoMoreThanTheShare()
    {
        var clock = new ManualTimeProvider();
        var budget = new BackendApiBudget(TestApi.Options(), clock);
        Assert.True(budget.TrySpend());
        clock.Advance(TimeSpan.FromSeconds(9));
        for (var i = 1; i < Quarter; i++) Assert.True(budget.TrySpend());

        // The first one is ten seconds old, and the others are two.
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
        clock.Advance(TimeSpan.FromSeconds(8));
        Assert.True(budget.TrySpend());
    }

    [Fact]
    public void TrySpend_WallClockIsSetBack_GoesOn()
    {
        var clock = new ManualTimeProvider();
        var budget = new BackendApiBudget(TestApi.Options(), clock);
        for (var i = 0; i < Quarter; i++) Assert.True(budget.TrySpend());
        clock.UtcNow -= TimeSpan.FromDays(1);
        clock.Advance(BackendApiOptions.Window);
        Assert.True(budget.TrySpend());
    }

    [Fact]
    public void TrySpend_Several_AreTakenTogetherOrNotAtAll()
    {
        var budget = new BackendApiBudget(TestApi.Options(), new ManualTimeProvider());
        for (var i = 0; i < Quarter - 1; i++) Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend(2));
        Assert.True(budget.TrySpend());
    }

    [Fact]
    public async Task RoomAsync_UsedUp_WaitsAndTakesNothing()
    {
        var clock = new ManualTimeProvider();
        var budget = new BackendApiBudget(TestApi.Options(), clock);
        for (var i = 0; i < Quarter - 2; i++) Assert.True(budget.TrySpend());
        Assert.True(budget.RoomAsync(2, Cancel).IsCompletedSuccessfully);
        Assert.True(budget.TrySpend());
        var room = budget.RoomAsync(2, Cancel);
        Assert.False(room.IsCompleted);
        clock.Advance(BackendApiOptions.Window);
        await room.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.True(budget.TrySpend(Quarter));
    }

    [Fact]
    public async Task Pause_Both_WaitUntilItIsOver()
    {
        var clock = new ManualTimeProvider();
        var budget = new BackendApiBudget(TestApi.Options(), clock);
        budget.Pause(TimeSpan.FromSeconds(7));
        Assert.False(budget.TrySpend());
        var walk = budget.SpendAsync(Cancel);
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(budget.TrySpend());
        Assert.False(walk.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(budget.TrySpend());
        await walk.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public void Pause_AShorterOneComesLater_DoesNotShortenIt()
    {
        var clock = new ManualTimeProvider();
        var budget = new BackendApiBudget(TestApi.Options(), clock);
        budget.Pause(TimeSpan.FromSeconds(30));
        budget.Pause(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(budget.TrySpend());
    }

    [Fact]
    public async Task Pause_OfYears_EndsSometime()
    {
        var clock = new ManualTimeProvider();
        var budget = new BackendApiBudget(TestApi.Options(), clock);
        budget.Pause(TimeSpan.FromDays(60 * 365));
        var walk = budget.SpendAsync(Cancel);
        Assert.False(walk.IsCompleted);
        clock.Advance(BackendApiBudget.LongestPause);
        Assert.True(budget.TrySpend());
        await walk.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public void Pause_NotAskedFor_IsNone()
    {
        var budget = new BackendApiBudget(TestApi.Options(), new ManualTimeProvider());
        budget.Pause(null);
        Assert.True(budget.TrySpend());
    }

    [Theory]
    [InlineData("sk_test_0123456789abcdefghijklmnopqrstuv", 50)]
    [InlineData("sk_live_0123456789abcdefghijklmnopqrstuv", 500)]
    public void SpendWrite_OneWindow_IsHalfOfClerksLimitAndSaysHowLongItLasts(string key, int half)
    {
        var clock = new ManualTimeProvider();
        var budget = new BackendApiBudget(TestApi.Options(key), clock);
        for (var i = 0; i < half; i++) Assert.True(budget.TrySpendWrite(out _));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(budget.TrySpendWrite(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(6), wait);

        // The questions of this cluster's own have their own share.
        Assert.True(budget.TrySpend());
        clock.Advance(wait);
        Assert.True(budget.TrySpendWrite(out _));
    }

    [Fact]
    public void SpendWrite_ClerkWantsAPause_WaitsForIt()
    {
        var budget = new BackendApiBudget(TestApi.Options(), new ManualTimeProvider());
        budget.Pause(TimeSpan.FromSeconds(7));
        Assert.False(budget.TrySpendWrite(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(7), wait);
    }
}
