using Identity.Grains.Events;
using Identity.Grains.Tests.Engine;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Merging;

/// <summary>Whoever is first heard of in the middle is asked for; nobody else is.</summary>
public class GapTests
{
    [Fact]
    public async Task Apply_CreationFirst_HasNoGap()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.False((await host.User.ApplyAsync([UserCreated(Start, "Ada")])).HasGap);
        Assert.False((await host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze")])).HasGap);
        Assert.False((await host.User.ApplyAsync([Joined("orgmem_1", "org:admin", Start + 2)])).HasGap);
    }

    [Fact]
    public async Task Apply_ChangeFirst_HasAGapOnce()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.True((await host.User.ApplyAsync([UserUpdated(Start, "Ada")])).HasGap);
        Assert.False((await host.User.ApplyAsync([UserUpdated(Start, "Ada")])).HasGap);
        Assert.False((await host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze")])).HasGap);
    }

    [Fact]
    public async Task Apply_WithoutAProfile_HasAGapAtEveryChangeUntilThereIsOne()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.True((await host.User.ApplyAsync([Joined("orgmem_1", "org:admin", Start)])).HasGap);
        Assert.True((await host.User.ApplyAsync([SessionCreated("sess_1", Start + 1)])).HasGap);
        Assert.False((await host.User.ApplyAsync([UserCreated(Start, "Ada")])).HasGap);
        Assert.False((await host.User.ApplyAsync([SessionEnded("sess_1", Start + 2)])).HasGap);
    }

    [Fact]
    public async Task Apply_DeletionFirst_HasNoGap()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.False((await host.User.ApplyAsync([UserDeleted(Start)])).HasGap);
        Assert.False((await host.User.ApplyAsync([UserUpdated(Start, "Ada")])).HasGap);
    }

    [Fact]
    public async Task Apply_CreationInTheSameBatch_HasNoGap()
    {
        await using var host = await GrainHost.StartAsync();
        var both = await host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze"), UserCreated(Start, "Ada")]);
        Assert.False(both.HasGap);
    }

    // The way of every event: it is in the inbox before its grain is asked, so the grain wakes up with it.
    [Fact]
    public async Task Apply_ChangeFirstThatTheInboxHeldAtActivation_HasAGapOnce()
    {
        await using var host = await GrainHost.StartAsync();
        host.Inbox.Pending = [UserUpdated(Start, "Ada")];
        var applied = await host.User.ApplyAsync([UserUpdated(Start, "Ada")]);
        Assert.True(applied.HasGap);
        host.Inbox.Pending = [];
        Assert.False((await host.User.ApplyAsync([UserUpdated(Start, "Ada")])).HasGap);
    }

    [Fact]
    public async Task Apply_OrganizationChangeFirst_HasAGapOnceAlsoWhenTheInboxHeldIt()
    {
        foreach (var held in new[] { false, true })
        {
            await using var host = await GrainHost.StartAsync();
            if (held) host.Inbox.Pending = [OrganizationChanged("updated", Start, "Northwind")];
            Assert.True(
                (await host.Organization.ApplyAsync([OrganizationChanged("updated", Start, "Northwind")])).HasGap);
            Assert.False(
                (await host.Organization.ApplyAsync([OrganizationChanged("updated", Start + 1, "Southwind")])).HasGap);
        }
    }

    [Fact]
    public async Task Apply_FirstRole_HasAGapOnceAlsoWhenTheInboxHeldIt()
    {
        foreach (var held in new[] { false, true })
        {
            await using var host = await GrainHost.StartAsync();
            var role = Make("r", "role.created", ClerkRoleJson.Role("role_1", "org:clerk", Start), Start + 5);
            if (held) host.Inbox.Pending = [role];
            Assert.True((await host.Roles.ApplyAsync([role])).HasGap);
            Assert.False((await host.Roles.ApplyAsync([role])).HasGap);
        }
    }

    [Fact]
    public async Task Learn_UnknownUser_HasNoGap()
    {
        await using var host = await GrainHost.StartAsync();
        var user = new FetchedSnapshot(FetchedKind.User, Json(ClerkEventJson.User(TheUser, Start)));
        Assert.False((await host.User.LearnAsync([user])).HasGap);
    }
}
