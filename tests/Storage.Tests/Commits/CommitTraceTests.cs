using System.Diagnostics;
using Identity.Storage.Commits;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Commits;

/// <remarks>A listener hears the whole process, so these run while no other test does.</remarks>
[Collection(nameof(CommitTraceTests))]
[CollectionDefinition(nameof(CommitTraceTests), DisableParallelization = true)]
public abstract class CommitTraceTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : CommitTraceTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : CommitTraceTests(StorageProvider.PostgreSql)
    {
        [Fact]
        public async Task Commit_NotSampled_TakesNoStepMore()
        {
            List<string> seen = [];
            using (Listen(a => seen.Add(a.OperationName), _ => { }, ActivitySamplingResult.PropagationData))
                await Storage.Inbox.AddAsync(Sample.Entry(), Token);

            Assert.Equal(["identity.storage.commit"], seen);
        }
    }

    [Fact]
    public async Task Commit_Listened_IsTracedWithItsFlush()
    {
        List<string> seen = [];
        using (Listen(a => seen.Add($"+{a.OperationName}"), a => seen.Add($"-{a.OperationName}")))
            await Storage.Inbox.AddAsync(Sample.Entry(), Token);

        Assert.Equal(
            [
                "+identity.storage.commit", "+identity.storage.flush",
                "-identity.storage.flush", "-identity.storage.commit",
            ],
            seen);
    }

    [Fact]
    public async Task Commit_Listened_SaysHowManyWritesItHolds()
    {
        List<object?> sizes = [];
        Activity? flushParent = null;
        using var listener = Listen(
            _ => { },
            activity =>
            {
                if (activity.OperationName is "identity.storage.flush") flushParent = activity.Parent;
                else sizes.Add(activity.GetTagItem("identity.storage.batch_size"));
            });
        Task[] writes;
        await using (await Database.BlockWritesAsync())
            writes = [.. Enumerable.Range(0, 10).Select(i => Storage.Inbox.AddAsync(Sample.Entry($"msg_{i}"), Token))];
        await Task.WhenAll(writes);

        Assert.Equal(10, sizes.Sum(size => (int)size!));
        Assert.Equal("identity.storage.commit", flushParent?.OperationName);
    }

    [Fact]
    public async Task Flush_Begins_BeforeAnybodySeesTheWriteAndEndsAfter()
    {
        List<int> seen = [];
        using (Listen(Count, Count)) await Storage.Inbox.AddAsync(Sample.Entry(), Token);

        Assert.Equal([0, 1], seen);

        void Count(Activity activity)
        {
            if (activity.OperationName is not "identity.storage.flush") return;
            seen.Add(Task.Run(() => Database.ReadAsync("SELECT 1 FROM inbox")).GetAwaiter().GetResult().Count);
        }
    }

    [Fact]
    public async Task Flush_ThatNeverComes_StoresNothing()
    {
        using (Listen(Fail, _ => { }))
        {
            var failure = await Assert.ThrowsAsync<StorageDataException>(
                () => Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token));
            Assert.Equal("crash", Assert.IsType<InvalidOperationException>(failure.InnerException).Message);
        }

        Assert.Empty(await Database.ReadAsync("SELECT 1 FROM inbox"));
        Assert.True((await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token)).Added);

        static void Fail(Activity activity)
        {
            if (activity.OperationName is "identity.storage.flush") throw new InvalidOperationException("crash");
        }
    }

    private static ActivityListener Listen(
        Action<Activity> started,
        Action<Activity> stopped,
        ActivitySamplingResult sampling = ActivitySamplingResult.AllData)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Identity.Storage",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStarted = started,
            ActivityStopped = stopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
