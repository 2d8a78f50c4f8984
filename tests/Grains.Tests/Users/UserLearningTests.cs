using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.Tests.Engine;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Users;

/// <summary>What Clerk's Backend API says of a user and their memberships, merged between events.</summary>
public class UserLearningTests
{
    private static readonly CallerQuery Query = new(SessionId.Parse("sess_1"), Start / 1000, null);

    private static readonly CallerQuery InOrganization =
        Query with { OrganizationId = OrganizationId.Parse(TheOrganization) };

    [Fact]
    public async Task Learn_UnknownUser_IsKnownAndStored()
    {
        await using var host = await GrainHost.StartAsync();
        var learned = await host.User.LearnAsync([User(Start, "Ada")]);
        Assert.Equal("Ada", learned.Entries.User?.FirstName);
        await using var restarted = await GrainHost.StartAsync(host.Storage);
        Assert.Equal("Ada", (await restarted.User.ResolveAsync(Query)).User?.FirstName);
    }

    [Fact]
    public async Task Learn_OlderThanAnEvent_ChangesNothing()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserUpdated(Start + 1, "Adaeze")]);
        Assert.Equal(EventResult.Stale, (await host.User.LearnAsync([User(Start, "Ada")])).Outcomes[0].Result);
        Assert.Equal(EventResult.Stale, (await host.User.LearnAsync([User(Start + 1, "Adaeze")])).Outcomes[0].Result);
        Assert.Equal("Adaeze", (await host.User.GetAsync())?.FirstName);
    }

    [Fact]
    public async Task Learn_DeletedUser_StaysDeleted()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserDeleted(Start)]);
        await host.User.LearnAsync([User(Start + 1000, "Ada")]);
        Assert.Equal(CallerDenial.UserDeleted, (await host.User.ResolveAsync(Query)).Denial);
    }

    [Fact]
    public async Task Learn_NoUser_IsRefused()
    {
        await using var host = await GrainHost.StartAsync();
        var learned = await host.User.LearnAsync([new FetchedSnapshot(FetchedKind.User, "{}"u8.ToArray())]);
        Assert.Equal(EventResult.Refused, learned.Outcomes[0].Result);
        Assert.Equal(0, host.Storage.Writes);
    }

    [Fact]
    public async Task Learn_Twice_IsHeldAndWritesNothing()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.LearnAsync([User(Start, "Ada")]);
        Assert.Equal(EventResult.Held, (await host.User.LearnAsync([User(Start, "Ada")])).Outcomes[0].Result);
        Assert.Equal(1, host.Storage.Writes);
    }

    [Fact]
    public async Task Learn_NewerThanEveryEvent_GivesWayToTheNextEvent()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        await host.User.LearnAsync([User(Start + 10, "Adaeze")]);
        Assert.Equal("Adaeze", (await host.User.GetAsync())?.FirstName);
        await host.User.ApplyAsync([UserUpdated(Start + 20, "Adaora")]);
        Assert.Equal("Adaora", (await host.User.GetAsync())?.FirstName);
    }

    [Fact]
    public async Task Learn_UserIsGoneAndThenItsDeletion_IsDeletedByTheEvent()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        var gone = await host.User.LearnAsync([Gone(FetchedKind.User, TheUser)]);
        Assert.Equal(EventResult.Applied, gone.Outcomes[0].Result);
        Assert.True(gone.Entries.User?.Deleted);
        Assert.Equal(0, gone.Entries.User?.DeletedAt);
        Assert.Equal(CallerDenial.UserDeleted, (await host.User.ResolveAsync(Query)).Denial);

        var deleted = await host.User.ApplyAsync([UserDeleted(Start + 100), UserUpdated(Start + 50, "Adaeze")]);
        Assert.Equal([EventResult.Applied, EventResult.Stale], deleted.Outcomes.Select(o => o.Result));
        Assert.Equal(Start + 100, deleted.Entries.User?.DeletedAt);

        // The other order: a listing that comes after the event says nothing new.
        gone = await host.User.LearnAsync([Gone(FetchedKind.User, TheUser)]);
        Assert.Equal(EventResult.Stale, gone.Outcomes[0].Result);
        Assert.Equal(Start + 100, gone.Entries.User?.DeletedAt);
    }

    [Fact]
    public async Task Learn_MembershipIsGoneAndThenItsDeletion_IsDeletedByTheEvent()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada"), Joined("orgmem_1", "org:admin", Start)]);
        var membership = ClerkEventJson.Membership("orgmem_1", TheUser, TheOrganization, "org:admin", Start);
        var gone = await host.User.LearnAsync(
            [new FetchedSnapshot(FetchedKind.Membership, Json(membership), IsGone: true)]);
        Assert.Equal(EventResult.Applied, gone.Outcomes[0].Result);
        Assert.True(Assert.Single(gone.Entries.Memberships).Deleted);
        Assert.Null((await host.User.ResolveAsync(InOrganization)).Organization);

        var left = await host.User.ApplyAsync(
            [Promoted("orgmem_1", "org:member", Start + 5), Left("orgmem_1", "org:member", Start + 5, Start + 9)]);
        Assert.Equal([EventResult.Stale, EventResult.Applied], left.Outcomes.Select(o => o.Result));
        Assert.Null((await host.User.ResolveAsync(InOrganization)).Organization);

        await host.User.ApplyAsync([Joined("orgmem_2", "org:member", Start + 20)]);
        Assert.Equal("org:member", (await host.User.ResolveAsync(InOrganization)).Organization?.Role);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\":7}")]
    [InlineData("{\"id\":\"org_1\"}")]
    [InlineData("not JSON")]
    public async Task Learn_GoneWithoutAnIdOfItsKind_IsRefused(string json)
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        var learned = await host.User.LearnAsync(
            [new FetchedSnapshot(FetchedKind.User, System.Text.Encoding.UTF8.GetBytes(json), IsGone: true)]);
        Assert.Equal(EventResult.Refused, learned.Outcomes[0].Result);
        Assert.Equal("Ada", (await host.User.GetAsync())?.FirstName);
    }

    [Fact]
    public async Task Learn_SessionIsRevoked_IsRefusedAndNoOlderEventBringsItBack()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        Assert.Equal(CallerDenial.None, (await host.User.ResolveAsync(Query)).Denial);

        var learned = await host.User.LearnAsync([Session("revoked", Start + 20)]);

        Assert.Equal(EventResult.Applied, learned.Outcomes[0].Result);
        Assert.Equal("sess_1", Assert.Single(learned.Entries.Sessions).Id.Value);
        Assert.False(learned.HasGap);
        Assert.Equal(CallerDenial.SessionRevoked, (await host.User.ResolveAsync(Query)).Denial);
        Assert.Equal(EventResult.Stale, (await host.User.LearnAsync([Session("active", Start + 10)])).Outcomes[0].Result);
        Assert.Equal(CallerDenial.SessionRevoked, (await host.User.ResolveAsync(Query)).Denial);
    }

    [Fact]
    public async Task Learn_SessionOfAnUnknownUser_LeavesAGap()
    {
        await using var host = await GrainHost.StartAsync();
        Assert.True((await host.User.LearnAsync([Session("active", Start)])).HasGap);
    }

    private static FetchedSnapshot Session(string status, long updatedAt)
    {
        var session = ClerkEventJson.Session("sess_1", TheUser, status, updatedAt);
        session.Remove("user");
        return new FetchedSnapshot(FetchedKind.Session, Json(session));
    }

    private static FetchedSnapshot User(long updatedAt, string name) =>
        new(FetchedKind.User, Json(ClerkEventJson.User(TheUser, updatedAt, name)));

    private static FetchedSnapshot Gone(FetchedKind kind, string id) =>
        new(kind, Json(new JsonObject { ["id"] = id }), IsGone: true);
}
