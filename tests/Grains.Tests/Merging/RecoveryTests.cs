using System.Globalization;
using Identity.Grains.Tests.Engine;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Merging;

/// <summary>A grain wakes up with all that was acknowledged, however much it is.</summary>
public class RecoveryTests
{
    [Fact]
    public async Task Activate_AThousandPending_ReadsThemInPagesAndStoresThemOnce()
    {
        await using var host = await GrainHost.StartAsync();

        // Ids say another order than the times, so the newest is on the first page.
        host.Inbox.Pending =
        [
            .. Enumerable.Range(0, 1000).Select(i => UserUpdated(
                Start + i, $"Name {i}", message: (9999 - i).ToString(CultureInfo.InvariantCulture))),
        ];
        Assert.Equal("Name 999", (await host.User.GetAsync())?.FirstName);
        Assert.Equal([256, 256, 256, 232], host.Inbox.Pages);
        Assert.Equal(0, host.Storage.Writes);

        await host.User.ApplyAsync([host.Inbox.Pending[0]]);
        Assert.Equal(1, host.Storage.Writes);
        host.Inbox.Pending = [];
        await using var restarted = await GrainHost.StartAsync(host.Storage);
        Assert.Equal("Name 999", (await restarted.User.GetAsync())?.FirstName);
    }

    [Fact]
    public async Task Activate_EventsOfOthersPending_AreNotRead()
    {
        await using var host = await GrainHost.StartAsync();
        host.Inbox.Pending = [UserCreated(Start, "Ada")];
        Assert.Null((await host.Organization.GetAsync()).Snapshot);
        Assert.Equal([0], host.Inbox.Pages);
    }

    [Fact]
    public async Task Activate_OneUnreadableAmongThePending_ShowsTheOthers()
    {
        await using var host = await GrainHost.StartAsync();
        var bad = Testing.ClerkEventJson.User(TheUser, Start);
        bad["updated_at"] = "yesterday";
        host.Inbox.Pending = [Make("bad", "user.updated", bad, Start), UserCreated(Start, "Ada")];
        Assert.Equal("Ada", (await host.User.GetAsync())?.FirstName);
    }
}
