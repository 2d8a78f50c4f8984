using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Ingest.Operations;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Identity.Testing;

namespace Identity.Ingest.Tests.Operations;

public sealed class InboxOperationsTests : IDisposable
{
    private const string Other = "ins_Other";

    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Replay_AnotherInstancesEventAfterThePinChanged_IsApplied()
    {
        await using (var silo = await RunningSilo.StartAsync(_folder, clock: _clock))
        {
            await silo.ReceiveAsync("msg_1", "user.created", ClerkEventJson.User("user_1", Now), Now);
            var foreign = ClerkEventJson.Envelope("user.created", ClerkEventJson.User("user_2", Now), Now, Other);
            Assert.Equal(IntakeStatus.Quarantined, (await silo.ReceiveAsync("msg_2", foreign)).Status);
            Assert.Equal(IntakeStatus.Quarantined, (await ReplayAsync(silo, "msg_2")).Intake?.Status);
            Assert.Equal(InboxState.Foreign, await StateAsync(silo, "msg_2"));
            Assert.Null(await silo.User("user_2").GetAsync());
        }

        await using var changed = await RunningSilo.StartAsync(_folder, null, _clock, ("Clerk:InstanceId", Other));
        Assert.Equal(
            new ReplayResult(ReplayStatus.Replayed, new IntakeResult(IntakeStatus.Applied)),
            await ReplayAsync(changed, "msg_2"));
        Assert.Equal(InboxState.Applied, await StateAsync(changed, "msg_2"));
        Assert.NotNull(await changed.User("user_2").GetAsync());
    }

    [Fact]
    public async Task Replay_UnderstoodByNow_IsApplied()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);

        // As a release would have kept it that didn't understand it.
        await silo.Inbox.AddAsync(
            new InboxEntry
            {
                InstanceId = InstancePin.Unknown,
                Id = MessageId.Parse("msg_1"),
                Type = EntryFactory.UnreadableType,
                OccurredAt = Now,
                ReceivedAt = Now,
                State = InboxState.Quarantined,
                Reason = "not understood then",
                Body = ClerkEventJson.Envelope("user.created", ClerkEventJson.User("user_1", Now), Now),
            },
            Cancel);
        Assert.Equal(IntakeStatus.Applied, (await ReplayAsync(silo, "msg_1")).Intake?.Status);
        Assert.NotNull(await silo.User("user_1").GetAsync());
        var entry = await silo.Inbox.FindAsync(null, MessageId.Parse("msg_1"), Cancel);
        Assert.Equal(
            ("user.created", "user_1", null, InboxState.Applied),
            (entry!.Type, entry.UserId?.Value, entry.Reason, entry.State));
        Assert.Equal(0, (await silo.Inbox.CountAsync(Cancel)).Quarantined);
    }

    [Fact]
    public async Task Replay_StillNotUnderstood_StaysWithItsReason()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);
        await silo.ReceiveAsync("msg_1", Encoding.UTF8.GetBytes("{"));
        var replayed = await ReplayAsync(silo, "msg_1");
        Assert.Equal(IntakeStatus.Quarantined, replayed.Intake?.Status);
        Assert.NotNull(replayed.Intake?.Reason);
        Assert.Equal(InboxState.Quarantined, await StateAsync(silo, "msg_1"));
    }

    [Fact]
    public async Task Replay_KeptUntilNow_StaysKept()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);
        await silo.ReceiveAsync("msg_1", "something.happened", new JsonObject(), Now);
        Assert.Equal(
            IntakeStatus.Kept,
            (await silo.Get<InboxOperations>().ReplayAsync(MessageId.Parse("msg_1"), false, Cancel)).Intake?.Status);
        Assert.Equal(InboxState.Kept, await StateAsync(silo, "msg_1"));
    }

    [Fact]
    public async Task Replay_AppliedBefore_ChangesNothing()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);
        await silo.ReceiveAsync("msg_1", "user.created", ClerkEventJson.User("user_1", Now), Now);
        await silo.ReceiveAsync("msg_2", "user.updated", ClerkEventJson.User("user_1", Now + 5, "Grace"), Now + 5);
        var query = new CallerQuery(SessionId.Parse("sess_1"), 0, null);
        var before = await silo.User("user_1").ResolveAsync(query);
        var operations = silo.Get<InboxOperations>();
        foreach (var id in new[] { "msg_1", "msg_2" })
        {
            var replayed = await operations.ReplayAsync(MessageId.Parse(id), onlyQuarantined: false, Cancel);
            Assert.Equal(ReplayStatus.Replayed, replayed.Status);
            Assert.NotEqual(InboxState.Pending, await StateAsync(silo, id));
        }
        var after = await silo.User("user_1").ResolveAsync(query);
        Assert.Equal((before.Version, "Grace"), (after.Version, after.User!.FirstName));
    }

    [Fact]
    public async Task Replay_OnlyWhatIsInQuarantine_LeavesTheRest()
    {
        await using var silo = await RunningSilo.StartAsync(_folder, clock: _clock);
        await silo.ReceiveAsync("msg_1", "user.created", ClerkEventJson.User("user_1", Now), Now);
        Assert.Equal(ReplayStatus.NotQuarantined, (await ReplayAsync(silo, "msg_1")).Status);
        Assert.Equal(ReplayStatus.NotFound, (await ReplayAsync(silo, "msg_2")).Status);
    }

    [Fact]
    public async Task Replay_GrainFails_IsPendingAndFinishedLater()
    {
        await using var host = await IngestHost.StartAsync();
        await host.Intake.ReceiveAsync(
            host.Signer, host.Clock, "msg_1",
            ClerkEventJson.Envelope("user.created", ClerkEventJson.User("user_1", 1_790_845_200_000), 1_790_845_200_000));
        host.Grain.OnApply = _ => throw new InvalidDataException("once");
        var replayed = await host.Get<InboxOperations>().ReplayAsync(MessageId.Parse("msg_1"), false, Cancel);
        Assert.Equal(IntakeStatus.Deferred, replayed.Intake?.Status);
        host.Grain.OnApply = _ => Task.CompletedTask;
        await host.Sweeper.SweepAsync(Cancel);
        Assert.Equal(InboxState.Applied, (await host.Inbox.FindAsync(null, MessageId.Parse("msg_1"), Cancel))!.State);
    }

    private static Task<ReplayResult> ReplayAsync(RunningSilo silo, string id) =>
        silo.Get<InboxOperations>().ReplayAsync(MessageId.Parse(id), onlyQuarantined: true, Cancel);

    private static async Task<InboxState?> StateAsync(RunningSilo silo, string id) =>
        (await silo.Inbox.FindAsync(null, MessageId.Parse(id), Cancel))?.State;
}
