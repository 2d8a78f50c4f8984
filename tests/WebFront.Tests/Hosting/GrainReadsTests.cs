using Identity.Testing;
using Identity.WebFront.Hosting;

namespace Identity.WebFront.Tests.Hosting;

public class GrainReadsTests
{
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_ManyGrains_AreAskedAFewAtATimeAndAnswerInOrder()
    {
        var asked = new List<TaskCompletionSource<int>>();
        var reading = GrainReads.EachAsync([.. Enumerable.Range(0, 40)], _ => Ask(), _clock, Cancel);
        Assert.Equal(GrainReads.AtOnce, asked.Count);

        for (var i = GrainReads.AtOnce - 1; i >= 0; i--) asked[i].SetResult(i);
        Assert.Equal(40, asked.Count);

        for (var i = GrainReads.AtOnce; i < 40; i++) asked[i].SetResult(i);
        Assert.Equal(Enumerable.Range(0, 40), await reading);

        ValueTask<int> Ask()
        {
            asked.Add(new TaskCompletionSource<int>());
            return new(asked[^1].Task);
        }
    }

    [Fact]
    public async Task Each_GrainThatDoesNotAnswer_EndsInATimeout()
    {
        var never = new TaskCompletionSource<int>();
        var asking = GrainReads.EachAsync([1], _ => new ValueTask<int>(never.Task), _clock, Cancel);
        _clock.Advance(GrainReads.Budget);

        await Assert.ThrowsAsync<TimeoutException>(() => asking);
    }

    [Fact]
    public async Task One_GrainThatDoesNotAnswer_EndsInATimeout()
    {
        var never = new TaskCompletionSource<int>();
        var asking = GrainReads.OneAsync(new ValueTask<int>(never.Task), _clock, Cancel).AsTask();
        _clock.Advance(GrainReads.Budget);

        await Assert.ThrowsAsync<TimeoutException>(() => asking);
        Assert.Equal(7, await GrainReads.OneAsync(new ValueTask<int>(7), _clock, Cancel));
    }
}
