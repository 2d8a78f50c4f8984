using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Tests.Webhooks;

public sealed class OutboxTests
{
    [Fact]
    public void Add_OneTooMany_DropsTheOldest()
    {
        var outbox = new Outbox();
        for (var number = 0; number < Outbox.MostPending; number++)
            Assert.Null(outbox.Add(Delivery(number)));

        var dropped = outbox.Add(Delivery(Outbox.MostPending));

        Assert.Equal("msg_0", dropped!.Message.Id);
        Assert.Equal(DeliveryState.Dropped, dropped.State);
        Assert.True(dropped.Settled.IsCompletedSuccessfully);
        Assert.Equal(Outbox.MostPending, outbox.Pending().Count);
        Assert.Equal("msg_1", outbox.Pending()[0].Message.Id);
    }

    [Fact]
    public void Recent_Many_LastTwoHundredNewestFirst()
    {
        var outbox = new Outbox();
        for (var number = 0; number < 250; number++)
            outbox.Add(Delivery(number));

        var recent = outbox.Recent();

        Assert.Equal(200, recent.Count);
        Assert.Equal("msg_249", recent[0].Message.Id);
        Assert.Equal("msg_50", recent[^1].Message.Id);
    }

    [Fact]
    public void Delivered_One_LeavesTheOthers()
    {
        var outbox = new Outbox();
        var first = Delivery(1);
        outbox.Add(first);
        outbox.Add(Delivery(2));

        outbox.Delivered(first);

        Assert.Equal("msg_2", Assert.Single(outbox.Pending()).Message.Id);
        Assert.Equal(DeliveryState.Delivered, first.State);
    }

    private static Delivery Delivery(int number) =>
        new(new WebhookMessage($"msg_{number}", "user.updated", "{}"), DateTimeOffset.UnixEpoch);
}
