using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Directory;
using Identity.Storage.Changes;
using Identity.Storage.Inbox;
using Identity.Testing;

namespace Identity.Ingest.Tests.Retention;

public sealed class InboxRetentionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_ThirtyDaysLater_DeletesWhatIsSettledAndNothingElse()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);
        await ReceiveAllAsync(silo, Now);
        await silo.ReceiveAsync("msg_bad", "user.updated", new JsonObject { ["id"] = 7 }, Now);
        _clock.Advance(TimeSpan.FromDays(30));
        await silo.ReceiveAsync("msg_new", "user.created", ClerkEventJson.User("user_2", Now), Now);
        Assert.Equal((0, 0), await silo.Retention.RunAsync(Cancel));

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((6, 0), await silo.Retention.RunAsync(Cancel));
        var left = await silo.Inbox.ListAsync(InboxFilter.None, null, 100, Cancel);
        Assert.Equal(["msg_new", "msg_bad"], left.Select(e => e.Id.Value));
    }

    [Fact]
    public async Task Run_ThirtyDaysLater_TheFeedForgetsAndSaysSo()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);
        var feed = silo.Get<IChangeFeed>();
        var beginning = await feed.EndAsync(Cancel);
        await ReceiveAllAsync(silo, Now);
        _clock.Advance(TimeSpan.FromDays(31));
        await silo.ReceiveAsync("msg_new", "user.created", ClerkEventJson.User("user_2", Now), Now);

        await silo.Retention.RunAsync(Cancel);

        var page = await feed.ReadAsync(beginning, 100, Cancel);
        Assert.True(page.HasGap);
        Assert.Equal("msg_new", Assert.Single(page.Changes).Delivery?.Value);
    }

    [Fact]
    public async Task Run_ThenEverythingOnceMore_ChangesNothing()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);
        var at = Now;
        await ReceiveAllAsync(silo, at);
        var before = await StateAsync(silo);
        _clock.Advance(TimeSpan.FromDays(31));
        await silo.Retention.RunAsync(Cancel);
        Assert.Empty(await silo.Inbox.ListAsync(InboxFilter.None, null, 100, Cancel));

        await ReceiveAllAsync(silo, at);
        Assert.Equal(before, await StateAsync(silo));
        Assert.Equal(6, (await silo.Inbox.ListAsync(InboxFilter.None, null, 100, Cancel)).Length);
    }

    [Fact]
    public async Task Run_MoreThanABatch_DeletesAll()
    {
        await using var host = await IngestHost.StartAsync();
        var entry = await host.EntryAsync("msg_0");
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(i => host.Inbox.AddAsync(
            entry with { Id = MessageId.Parse($"msg_{i}"), State = InboxState.Kept }, Cancel)));
        host.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal((1200, 0), await host.Retention.RunAsync(Cancel));
    }

    [Fact]
    public async Task Run_DeletedUsersAreToBeErased_WhenTheirTimeIsOver()
    {
        await using var silo = await RunningSilo.StartAsync(
            _folder, null, _clock, ("Ingest:EraseDeletedAfter", "7.00:00:00"));
        await silo.ReceiveAsync("msg_1", "user.created", ClerkEventJson.User("user_1", Now), Now);
        await silo.ReceiveAsync("msg_2", "user.deleted", ClerkEventJson.Deleted("user", "user_1"), Now);
        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, 0), await silo.Retention.RunAsync(Cancel));
        Assert.NotEmpty(await silo.FindAsync("user_1@northwind.example"));

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, 1), await silo.Retention.RunAsync(Cancel));
        Assert.Empty(await silo.FindAsync("user_1@northwind.example"));
        Assert.Equal((0, 0), await silo.Retention.RunAsync(Cancel));
    }

    [Fact]
    public async Task Run_NobodyAsksForIt_ErasesNobody()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);
        await silo.ReceiveAsync("msg_1", "user.created", ClerkEventJson.User("user_1", Now), Now);
        await silo.ReceiveAsync("msg_2", "user.deleted", ClerkEventJson.Deleted("user", "user_1"), Now);
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal((0, 0), await silo.Retention.RunAsync(Cancel));
        Assert.NotEmpty(await silo.FindAsync("user_1@northwind.example"));
    }

    [Fact]
    public async Task Run_AUserCannotBeErased_TheOthersAre()
    {
        var isFirst = true;
        await using var host = await StartWithDeletedAsync(3, grain => grain.OnErase = () =>
        {
            var throws = isFirst;
            isFirst = false;
            return throws ? throw new InvalidDataException("cannot") : Erasing(grain);
        });
        Assert.Equal((0, 2), await host.Retention.RunAsync(Cancel));
    }

    [Fact]
    public async Task Run_ABatchOfUsersIsNeverErased_ComesToItsEnd()
    {
        await using var host = await StartWithDeletedAsync(500, grain => grain.OnErase = () => null);
        Assert.Equal((0, 0), await host.Retention.RunAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel));
    }

    [Fact]
    public async Task Execute_SomethingElseIsCancelled_GoesOn()
    {
        var second = new TaskCompletionSource();
        var asked = 0;
        await using var host = await StartWithDeletedAsync(1, grain => grain.OnErase = () =>
        {
            if (Interlocked.Increment(ref asked) > 1) second.TrySetResult();
            throw new OperationCanceledException("not by the host");
        });
        using var retention = host.Retention;
        await retention.StartAsync(Cancel);
        await Patience.UntilAsync(
            () =>
            {
                if (Volatile.Read(ref asked) > 0) host.Clock.Advance(TimeSpan.FromHours(1));
                return second.Task.IsCompleted || retention.ExecuteTask!.IsCompleted;
            },
            Cancel);
        Assert.True(second.Task.IsCompleted);
        await retention.StopAsync(Cancel);
    }

    private static async Task<IngestHost> StartWithDeletedAsync(int users, Action<StubGrain> grain)
    {
        var host = await IngestHost.StartAsync(grain, configure: o => o.EraseDeletedAfter = TimeSpan.Zero);
        await Task.WhenAll(Enumerable.Range(1, users).Select(i => host.Inbox.CompleteAsync(
            [],
            DirectoryEntries.None with
            {
                User = new UserEntry { Id = UserId.Parse($"user_{i}"), Revision = 1, Deleted = true, DeletedAt = i },
            },
            Cancel)));
        return host;
    }

    private static DirectoryEntries Erasing(StubGrain grain)
    {
        var user = grain.Asked.Last();
        return DirectoryEntries.None with
        {
            User = new UserEntry { Id = UserId.Parse(user), Revision = 2, Deleted = true, DeletedAt = 1, Erased = true },
        };
    }

    private static async Task ReceiveAllAsync(RunningSilo silo, long at)
    {
        await silo.ReceiveAsync("msg_1", "user.created", ClerkEventJson.User("user_1", at), at);
        await silo.ReceiveAsync("msg_2", "user.updated", ClerkEventJson.User("user_1", at + 5, "Grace"), at + 5);
        await silo.ReceiveAsync("msg_3", "user.updated", ClerkEventJson.User("user_1", at + 1, "Old"), at + 1);
        await silo.ReceiveAsync(
            "msg_4", "organizationMembership.created",
            ClerkEventJson.Membership("orgmem_1", "user_1", "org_1", "org:admin", at), at);
        await silo.ReceiveAsync("msg_5", "organization.deleted", ClerkEventJson.Deleted("organization", "org_9"), at);
        await silo.ReceiveAsync("msg_6", "something.happened", new JsonObject { ["id"] = "x_1" }, at);
    }

    private static async Task<string> StateAsync(RunningSilo silo)
    {
        var caller = await silo.User("user_1").ResolveAsync(
            new CallerQuery(SessionId.Parse("sess_1"), 0, OrganizationId.Parse("org_1")));
        var deleted = (await silo.Organization("org_9").GetAsync()).Deleted;
        return $"{caller.Version} {caller.User!.FirstName} {caller.Organization!.Role} {deleted}";
    }
}
