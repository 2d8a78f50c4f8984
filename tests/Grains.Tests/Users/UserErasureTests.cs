using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.State;
using Identity.Grains.Tests.Engine;
using Identity.Grains.Users;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Users;

/// <summary>Who asked to be forgotten leaves a tombstone, which nothing fills again.</summary>
public class UserErasureTests
{
    private static readonly CallerQuery Query = new(SessionId.Parse("sess_1"), Start / 1000, null);

    [Fact]
    public async Task Erase_LiveUser_DoesNothing()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserCreated(Start, "Ada")]);
        Assert.Null(await host.User.EraseAsync());
        Assert.Equal("Ada", (await host.User.GetAsync())?.FirstName);
        Assert.Equal(1, host.Storage.Writes);
    }

    [Fact]
    public async Task Erase_DeletedUser_KeepsTheBareTombstoneForGood()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync(
            [UserCreated(Start, "Ada"), Joined("orgmem_1", "org:admin", Start), UserDeleted(Start + 10)]);
        var row = Assert.IsType<DirectoryEntries>(await host.User.EraseAsync()).User!;
        Assert.Equal(
            // That it is done is for the erasure to say, at its end.
            (UserId.Parse(TheUser), 2, true, false, (long?)(Start + 10), null),
            (row.Id, row.Revision, row.Deleted, row.Erased, row.DeletedAt, row.FirstName));
        Assert.Empty(row.EmailAddresses);

        await using var restarted = await GrainHost.StartAsync(host.Storage);
        var late = await restarted.User.ApplyAsync(
            [UserUpdated(Start + 100, "Ada"), SessionCreated("sess_1", Start + 100), UserDeleted(Start + 200)]);
        Assert.True(late.Erased);
        Assert.Equal(
            [EventResult.Stale, EventResult.Stale, EventResult.Applied], late.Outcomes.Select(o => o.Result));
        Assert.False(late.Entries.User?.Erased);
        Assert.Equal(CallerDenial.UserDeleted, (await restarted.User.ResolveAsync(Query)).Denial);
    }

    [Fact]
    public async Task Erase_Twice_WritesOnceAndAnswersTheSame()
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserDeleted(Start)]);
        Assert.Equal((await host.User.EraseAsync())?.User?.Revision, (await host.User.EraseAsync())?.User?.Revision);
        Assert.Equal(2, host.Storage.Writes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_WriteFails_IsRepeatableWhetherOrNotItWasStored(bool stored)
    {
        await using var host = await GrainHost.StartAsync();
        await host.User.ApplyAsync([UserDeleted(Start)]);
        host.Storage.NextWriteFails = new IOException("disk full");
        host.Storage.FailsAfterWriting = stored;
        await Assert.ThrowsAsync<Orleans.Runtime.OrleansException>(() => host.User.EraseAsync());
        Assert.NotNull(await host.User.EraseAsync());
        Assert.Equal(2, host.Storage.Writes);
    }

    [Fact]
    public void Erase_State_HoldsNoWordOfThePerson()
    {
        var state = new[] { UserCreated(Start, "Ada"), SessionCreated("sess_1", Start), UserDeleted(Start + 10) }
            .Aggregate(new UserState(), (s, d) => s.Merge(Read(d), out _)).Erase();
        var text = Encoding.UTF8.GetString(GrainStateJson.Serialize(state));
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("northwind", text, StringComparison.Ordinal);
        Assert.True(GrainStateJson.Deserialize<UserState>(GrainStateJson.Serialize(state)).Erased);
    }
}
