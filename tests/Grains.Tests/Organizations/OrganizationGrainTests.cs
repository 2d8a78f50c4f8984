using Identity.Grains.Events;
using Identity.Grains.Tests.Engine;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Organizations;

public class OrganizationGrainTests
{
    [Fact]
    public async Task Get_Unknown_IsNeitherKnownNorDeleted()
    {
        await using var host = await GrainHost.StartAsync();
        var standing = await host.Organization.GetAsync();
        Assert.Null(standing.Snapshot);
        Assert.False(standing.Deleted);
    }

    [Fact]
    public async Task Get_AfterEachChange_TellsTheLatest()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Organization.ApplyAsync([OrganizationChanged("created", Start, "Northwind")]);
        Assert.Equal("Northwind", (await host.Organization.GetAsync()).Snapshot?.Name);
        await host.Organization.ApplyAsync([OrganizationChanged("updated", Start + 1, "Southwind")]);
        Assert.Equal("Southwind", (await host.Organization.GetAsync()).Snapshot?.Name);

        await using var restarted = await GrainHost.StartAsync(host.Storage);
        Assert.Equal("Southwind", (await restarted.Organization.GetAsync()).Snapshot?.Name);
    }

    [Fact]
    public async Task Activate_InboxHoldsTheDeletion_IsDeletedAtOnce()
    {
        await using var host = await GrainHost.StartAsync();
        host.Inbox.Pending = [OrganizationDeleted(Start + 10)];
        Assert.True((await host.Organization.GetAsync()).Deleted);
        Assert.Equal(0, host.Storage.Writes);
    }
}
