using Identity.Grains.Directory;
using Identity.Grains.Merging;
using Identity.Grains.Users;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Users;

/// <summary>What the directory is told: rows as the state has them now, whatever the event itself says.</summary>
public class UserStateEntriesTests
{
    private static readonly ReceivedEvent Created = Read(UserCreated(Start, "Ada"));

    [Fact]
    public void EntriesFor_OldSnapshot_IsTheProfileAsItIsNow()
    {
        var entry = EntriesFor(Created, Created, Read(UserUpdated(Start + 1, "Adaeze", banned: true))).User;
        Assert.Equal("Adaeze", entry?.FirstName);
        Assert.True(entry?.Banned);
        Assert.Equal(7, entry?.Revision);
    }

    [Fact]
    public void EntriesFor_UserDeletedAndWhatComesAfterIt_IsATombstone()
    {
        var deletion = Read(UserDeleted(Start + 1));
        foreach (var touched in new[] { deletion, Created })
        {
            var entry = EntriesFor(touched, Created, deletion).User;
            Assert.True(entry?.Deleted);
            Assert.Equal(TheUser, entry?.Id.Value);
            Assert.Equal(7, entry?.Revision);
            Assert.Null(entry?.FirstName);
            Assert.Empty(entry!.EmailAddresses);
        }
    }

    [Fact]
    public void EntriesFor_SessionThatBringsAUser_IsThatUser()
    {
        var session = Read(SessionCreated("sess_1", Start, ClerkEventJson.User(TheUser, Start, "Ada")));
        Assert.Equal("Ada", EntriesFor(session, session).User?.FirstName);
    }

    [Fact]
    public void EntriesFor_SessionAlone_IsTheSessionsRowAndNothingElse()
    {
        var session = Read(SessionEnded("sess_1", Start));
        var entries = EntriesFor(session, Created, session);
        Assert.Equal("sess_1", Assert.Single(entries.Sessions).Id.Value);
        Assert.Equal((null, null, null), (entries.User, entries.Organization, entries.Resource));
        Assert.Empty(entries.Memberships);
    }

    [Fact]
    public void EntriesFor_Membership_IsLiveUntilItWasDeleted()
    {
        var joined = Read(Joined("orgmem_1", "org:admin", Start));
        var live = Assert.Single(EntriesFor(joined, joined).Memberships);
        Assert.Equal("org:admin", live.Role);
        Assert.Equal(7, live.Revision);
        Assert.False(live.Deleted);

        var left = Read(Left("orgmem_1", "org:admin", Start, Start + 1));
        foreach (var touched in new[] { joined, left })
        {
            var gone = Assert.Single(EntriesFor(touched, joined, left).Memberships);
            Assert.Equal("orgmem_1", gone.Id.Value);
            Assert.True(gone.Deleted);
            Assert.Null(gone.Role);
        }
    }

    private static DirectoryEntries EntriesFor(ReceivedEvent touched, params ReceivedEvent[] events) =>
        events.Aggregate(new UserState(), (state, e) => state.Merge(e, out _)).WithRevision(7).EntriesFor([touched]);
}
