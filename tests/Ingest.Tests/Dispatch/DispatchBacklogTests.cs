using Identity.Clerk.Identifiers;
using Identity.Ingest.Dispatch;
using Identity.Storage.Inbox;

namespace Identity.Ingest.Tests.Dispatch;

public class DispatchBacklogTests
{
    [Fact]
    public void Add_BodiesAreLarge_StopsAtTheirBytes()
    {
        const int Large = 16 * 1024 * 1024;
        var backlog = new DispatchBacklog();
        var items = Enumerable.Range(0, 20).Select(_ => Item(Large)).ToList();
        var taken = items.TakeWhile(backlog.TryAdd).ToArray();
        Assert.Equal(DispatchBacklog.ByteLimit / Large, taken.Length);
        Assert.False(backlog.TryAdd(Item(1)));

        backlog.Remove([taken[0]]);
        Assert.True(backlog.TryAdd(Item(1)));
    }

    [Fact]
    public void Add_Many_StopsAtTheirNumber()
    {
        var backlog = new DispatchBacklog();
        var taken = Enumerable.Range(0, DispatchBacklog.CountLimit + 1).Select(_ => Item(1))
            .TakeWhile(backlog.TryAdd).ToArray();
        Assert.Equal(DispatchBacklog.CountLimit, taken.Length);
        backlog.Remove(taken);
        Assert.True(backlog.TryAdd(Item(1)));
    }

    private static LaneItem Item(int bytes) => new(new InboxEntry
    {
        InstanceId = InstanceId.Parse("ins_1"),
        Id = MessageId.Parse("msg_1"),
        Type = "user.updated",
        OccurredAt = 1,
        ReceivedAt = 1,
        Body = new byte[bytes],
    });
}
