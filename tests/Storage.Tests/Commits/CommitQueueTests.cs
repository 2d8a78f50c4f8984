using Identity.Storage.Commits;
using Identity.Storage.GrainState;
using Identity.Storage.Health;
using Identity.Testing;
using Microsoft.Extensions.Options;

namespace Identity.Storage.Tests.Commits;

public sealed class CommitQueueTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly CommitQueue _queue;

    public CommitQueueTests() => _queue = NewQueue(8);

    [Fact]
    public async Task SubmitAsync_QueueFull_IsUnavailableAtOnce()
    {
        for (var i = 0; i < 8; i++) _ = SubmitAsync(new ProbeCommand(i));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => SubmitAsync(new ProbeCommand(8)));
        Assert.Equal(8, _queue.Length);
        Assert.Equal(8, _queue.TakeBatch().Count);
        _ = SubmitAsync(new ProbeCommand(9));
        Assert.Equal(1, _queue.Length);
    }

    [Fact]
    public async Task SubmitAsync_TooManyBytes_IsUnavailableUntilSomeAreTaken()
    {
        var queue = NewQueue(1000);
        var payload = new byte[CommitQueue.MaxQueuedBytes / 4];
        for (var i = 0; i < 4; i++) _ = queue.SubmitAsync(Write($"{i}", payload), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => queue.SubmitAsync(Write("5", payload), TestContext.Current.CancellationToken));
        Assert.Single(queue.TakeBatch());
        _ = queue.SubmitAsync(Write("6", payload), TestContext.Current.CancellationToken);
        Assert.Equal(4, queue.Length);
    }

    [Fact]
    public void TakeBatch_ManyCommands_TakesFiveHundredAndTwelve()
    {
        var queue = NewQueue(1000);
        for (var i = 0; i < 600; i++) _ = queue.SubmitAsync(new ProbeCommand(i), TestContext.Current.CancellationToken);

        Assert.Equal([512, 88], new[] { queue.TakeBatch().Count, queue.TakeBatch().Count });
    }

    [Fact]
    public async Task TakeBatch_EqualKeys_LeavesTheSecondToTheNextBatch()
    {
        var (a, b, again, c) = (Write("a"), Write("b"), Write("a"), Write("c"));
        foreach (var command in (WriteGrainState[])[a, b, again, c]) _ = SubmitAsync(command);

        Assert.Equal([a, b], _queue.TakeBatch());
        Assert.True(await _queue.WaitToTakeAsync());
        Assert.Equal([again, c], _queue.TakeBatch());
        Assert.Empty(_queue.TakeBatch());
    }

    [Fact]
    public async Task WaitToTakeAsync_ClosedWithOneHeldBack_GivesItFirst()
    {
        _ = SubmitAsync(Write("a"));
        _ = SubmitAsync(Write("a"));
        _queue.Close();

        Assert.Single(_queue.TakeBatch());
        Assert.True(await _queue.WaitToTakeAsync());
        Assert.Single(_queue.TakeBatch());
        Assert.False(await _queue.WaitToTakeAsync());
    }

    [Fact]
    public async Task SubmitAsync_NotTakenInTime_IsUnavailableAndDropped()
    {
        var waiting = SubmitAsync(new ProbeCommand(1));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => waiting);
        Assert.Empty(_queue.TakeBatch());
    }

    [Fact]
    public async Task SubmitAsync_Cancelled_StaysInTheQueue()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _queue.SubmitAsync(new ProbeCommand(1), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Single(_queue.TakeBatch());
    }

    [Fact]
    public async Task SubmitAsync_Closed_IsUnavailable()
    {
        _queue.Close();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => SubmitAsync(new ProbeCommand(1)));
    }

    private static WriteGrainState Write(string key, byte[]? payload = null) =>
        new(new GrainStateKey("user", key), payload ?? [1], null);

    private CommitQueue NewQueue(int limit) =>
        new(Options.Create(new StorageOptions { MaxQueuedCommands = limit }), _time);

    private Task<T> SubmitAsync<T>(StorageCommand<T> command) =>
        _queue.SubmitAsync(command, TestContext.Current.CancellationToken);
}
