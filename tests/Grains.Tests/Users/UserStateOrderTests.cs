using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Tests.Merging;
using Identity.Grains.Users;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Users;

/// <summary>Single cases of order. Every order of whole histories: <see cref="Proofs.ExhaustiveTests"/>.</summary>
public class UserStateOrderTests
{
    [Fact]
    public void Merge_LateSnapshotAfterDeletion_IsStaleWhateverItsTime()
    {
        var deleted = Apply([Read(UserCreated(Start, "Ada")), Read(UserDeleted(Start + 10))]);
        Assert.Same(deleted, deleted.Merge(Read(UserUpdated(Start + 1_000_000, "Back")), out var result));
        Assert.Equal(EventResult.Stale, result);
        Assert.Null(deleted.Profile);
    }

    [Fact]
    public void Merge_SessionBringsUser_BeforeUserCreated()
    {
        var state = Apply([Read(SessionCreated("sess_1", Start, ClerkEventJson.User(TheUser, Start - 10, "Ada")))]);
        Assert.Equal("Ada", state.Profile?.Snapshot.FirstName);
    }

    [Fact]
    public void Merge_SessionBringsAnOldUserAfterAChange_KeepsTheChange()
    {
        // The session is the younger one; the user that it carries isn't.
        var changed = Read(UserUpdated(Start + 100, "Adaeze"));
        var session = Read(SessionCreated("sess_1", Start + 200, ClerkEventJson.User(TheUser, Start, "Ada")));
        foreach (var order in Permutations.Of([changed, session]))
        {
            Assert.Equal("Adaeze", Apply(order).Profile?.Snapshot.FirstName);
        }
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("ended")]
    [InlineData("removed")]
    [InlineData("pending")]
    public void Merge_SessionChangesInTheMillisecondOfItsStart_IsAsChanged(string how)
    {
        var (created, changed) = (Read(SessionCreated("sess_1", Start)), Read(SessionEnded("sess_1", Start, how)));

        // A later message id doesn't bring it back.
        var late = created with { Message = Clerk.Identifiers.MessageId.Parse("msg_zzz") };
        foreach (var order in Permutations.Of([created, changed, late]))
        {
            Assert.Equal(how, Assert.Single(Apply(order).Sessions).Snapshot.Status.ToString().ToLowerInvariant());
        }
    }

    [Theory]
    [InlineData(-1000)]
    [InlineData(0)]
    [InlineData(1000)]
    public void Merge_MembershipDeleted_StaysDeletedWhateverTheTimes(int deletedAfter)
    {
        var joined = Read(Joined("orgmem_1", "org:member", Start));
        var promoted = Read(Promoted("orgmem_1", "org:admin", Start + 100));
        var left = Read(Left("orgmem_1", "org:admin", Start + 100, Start + 100 + deletedAfter));
        foreach (var order in Permutations.WithOneDuplicate([joined, promoted, left]))
        {
            Assert.Null(Assert.Single(Apply(order).Memberships).Grant);
        }
    }

    [Theory]
    [InlineData("orgmem_1", "orgmem_2")]
    [InlineData("orgmem_2", "orgmem_1")]
    public void FindMembership_LeavingIsStillOnTheWay_IsTheLaterOne(string first, string second)
    {
        var both = Apply(
            [Read(Joined(first, "org:admin", Start)), Read(Joined(second, "org:member", Start + 400))]);
        var membership = both.FindMembership(Clerk.Identifiers.OrganizationId.Parse(TheOrganization));
        Assert.Equal(second, membership?.Id.Value);
    }

    [Fact]
    public void Merge_SessionIsOldButItsUserIsNew_IsApplied()
    {
        var state = Apply([Read(UserCreated(Start, "Ada")), Read(SessionEnded("sess_1", Start + 10))]);
        var late = Read(SessionCreated("sess_1", Start, ClerkEventJson.User(TheUser, Start + 5, "Adaeze")));
        state = state.Merge(late, out var result);
        Assert.Equal(EventResult.Applied, result);
        Assert.Equal("Adaeze", state.Profile?.Snapshot.FirstName);

        var older = Read(SessionCreated("sess_1", Start + 1, ClerkEventJson.User(TheUser, Start + 1, "Ada")));
        Assert.Same(state, state.Merge(older, out result));
        Assert.Equal(EventResult.Stale, result);
    }

    private static UserState Apply(IEnumerable<ReceivedEvent> events) =>
        events.Aggregate(new UserState(), (state, e) => state.Merge(e, out _));
}
