using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.Tests.Engine;
using Identity.Testing;
using Orleans.Runtime;
using Orleans.Storage;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Users;

public class UserGrainTests
{
    private static readonly CallerQuery Query = new(SessionId.Parse("sess_1"), Start / 1000, null);

    private static readonly CallerQuery InOrganization =
        Query with { OrganizationId = Clerk.Identifiers.OrganizationId.Parse(TheOrganization) };

    [Fact]
    public async Task Apply_Created_IsResolvedAndOutlivesTheProcess()
    {
        await using var host = await GrainHost.StartAsync();
        var result = await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        Assert.Equal(EventResult.Applied, Assert.Single(result.Outcomes).Result);
        Assert.Equal($"{TheUser}@northwind.example", Assert.Single(result.Entries.User!.EmailAddresses));

        await using var restarted = await GrainHost.StartAsync(host.Storage);
        Assert.Equal("Ada", (await restarted.User.ResolveAsync(Query)).User?.FirstName);
    }

    [Fact]
    public async Task Apply_ManyAtOnce_AreOneWrite()
    {
        await using var host = await GrainHost.StartAsync();
        var result = await host.User.ApplyAsync(
            [UserUpdated(Start + 2, "C"), UserCreated(Start, "A"), UserUpdated(Start + 1, "B")]);
        Assert.Equal(1, host.Storage.Writes);
        Assert.Equal(
            [EventResult.Applied, EventResult.Stale, EventResult.Stale], result.Outcomes.Select(o => o.Result));
        Assert.Equal("C", (await host.User.GetAsync())?.FirstName);
    }

    [Fact]
    public async Task Apply_Again_WritesNothingAndStillTellsTheDirectory()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        var again = await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        Assert.Equal(1, host.Storage.Writes);
        Assert.Equal("Ada", again.Entries.User?.FirstName);
        Assert.Equal(1, again.Entries.User?.Revision);
    }

    [Fact]
    public async Task Apply_OneUnreadable_IsRefusedAndTheOthersGoOn()
    {
        await using var host = await GrainHost.StartAsync();
        var data = ClerkEventJson.User(TheUser, Start);
        data["updated_at"] = "yesterday";
        var result = await host.User.ApplyAsync([Make("bad", "user.updated", data, Start), UserCreated(Start, "Ada")]);
        Assert.Equal([EventResult.Refused, EventResult.Applied], result.Outcomes.Select(o => o.Result));
        Assert.StartsWith("data.updated_at", result.Outcomes[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_WhileAWriteHangs_AnswersWithWhatIsStored()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        host.Storage.WriteGate = new TaskCompletionSource();
        host.Storage.WriteArrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var change = host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze")]);
        await host.Storage.WriteArrived.Task;

        Assert.Equal("Ada", (await host.User.ResolveAsync(Query)).User?.FirstName);

        host.Storage.WriteGate.SetResult();
        await change;
        Assert.Equal("Adaeze", (await host.User.ResolveAsync(Query)).User?.FirstName);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_WriteFails_IsRepeatableWhetherOrNotItWasStored(bool stored)
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        host.Storage.NextWriteFails = new IOException("disk full");
        host.Storage.FailsAfterWriting = stored;

        await Assert.ThrowsAsync<OrleansException>(() => host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze")]));
        Assert.Equal("Ada", (await host.User.GetAsync())?.FirstName);

        var retried = await host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze")]);
        Assert.Equal(stored ? EventResult.Held : EventResult.Applied, retried.Outcomes[0].Result);
        Assert.Equal("Adaeze", (await host.User.GetAsync())?.FirstName);
        Assert.Equal(2, host.Storage.Writes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_WriteFailsWhileTheInboxHoldsOthers_StillShowsThem(bool stored)
    {
        await using var host = await GrainHost.StartAsync();
        host.Inbox.Pending = [UserCreated(Start, "Ada"), SessionEnded("sess_1", Start + 1)];
        host.Storage.NextWriteFails = new IOException("disk full");
        host.Storage.FailsAfterWriting = stored;
        await Assert.ThrowsAsync<OrleansException>(() => host.User.ApplyAsync([UserUpdated(Start + 2, "Adaeze")]));

        await host.User.ApplyAsync([UserUpdated(Start + 2, "Adaeze")]);
        Assert.Equal(CallerDenial.SessionRevoked, (await host.User.ResolveAsync(Query)).Denial);
        Assert.Equal("Adaeze", (await host.User.GetAsync())?.FirstName);
    }

    [Fact]
    public async Task Apply_SomebodyElseWrote_FailsAndTheNextActivationIsRight()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        host.Storage.Overwrite(GrainStorage.UserState, TheUser);
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze")]));
        await host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze")]);
        Assert.Equal("Adaeze", (await host.User.GetAsync())?.FirstName);
    }

    [Fact]
    public async Task Activate_InboxHoldsSome_ShowsThemAtOnceAndStoresThemWhenTheyAreDelivered()
    {
        await using var host = await GrainHost.StartAsync();
        host.Inbox.Pending = [UserCreated(Start, "Ada"), SessionEnded("sess_1", Start + 1)];
        Assert.Equal(CallerDenial.SessionRevoked, (await host.User.ResolveAsync(Query)).Denial);
        Assert.Equal(0, host.Storage.Writes);

        await host.User.ApplyAsync(host.Inbox.Pending);
        Assert.Equal(1, host.Storage.Writes);
        host.Inbox.Pending = [];
        await using var restarted = await GrainHost.StartAsync(host.Storage);
        Assert.Equal(CallerDenial.SessionRevoked, (await restarted.User.ResolveAsync(Query)).Denial);
    }

    [Fact]
    public async Task Resolve_Member_HasTheLiveRoleAndNoMoreAfterDemotion()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada"), Joined("orgmem_1", "org:admin", Start)]);
        var access = (await host.User.ResolveAsync(InOrganization)).Organization;
        Assert.Equal("org:admin", access?.Role);
        Assert.Contains("org:invoices:pay", access!.Permissions);

        await host.User.ApplyAsync([Promoted("orgmem_1", "org:member", Start + 10)]);
        access = (await host.User.ResolveAsync(InOrganization)).Organization;
        Assert.Equal("org:member", access?.Role);
        Assert.DoesNotContain("org:invoices:pay", access!.Permissions);
    }

    [Fact]
    public async Task Resolve_OrganizationDeleted_HasNoAccessWithoutAWriteForTheMember()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada"), Joined("orgmem_1", "org:admin", Start)]);
        await host.Organization.ApplyAsync([OrganizationDeleted(Start + 10)]);
        Assert.Null((await host.User.ResolveAsync(InOrganization)).Organization);
        Assert.Equal(2, host.Storage.Writes);
    }

    [Fact]
    public async Task Resolve_NoMember_HasNoAccess()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        Assert.Null((await host.User.ResolveAsync(InOrganization)).Organization);
    }
}
