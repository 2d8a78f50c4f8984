using System.Text;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.State;
using Identity.Grains.Tests.Merging;
using Identity.Grains.Users;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Users;

/// <summary>Whatever the order, and whatever comes twice: the state is what in-order delivery gives.</summary>
public class UserStateOrderTests
{
    private static readonly Dictionary<string, ClerkDelivery[]> Histories = new()
    {
        ["join, promote, leave, rejoin"] =
        [
            UserCreated(Start, "Ada"),
            Joined("orgmem_1", "org:member", Start + 100),
            Promoted("orgmem_1", "org:admin", Start + 200),
            Left("orgmem_1", "org:admin", Start + 200, Start + 300),
            Joined("orgmem_2", "org:member", Start + 400),
            Promoted("orgmem_2", "org:admin", Start + 500),
        ],
        ["user deleted"] =
        [
            UserCreated(Start, "Ada"),
            UserUpdated(Start + 100, "Adaeze"),
            Joined("orgmem_1", "org:member", Start + 150),
            SessionCreated("sess_1", Start + 200, ClerkEventJson.User(TheUser, Start + 100, "Adaeze")),
            UserDeleted(Start + 300),
        ],
        ["same millisecond"] =
        [
            UserCreated(Start, "Ada", "a"),
            UserUpdated(Start, "Adaeze", message: "b"),
            UserUpdated(Start, "Adaora", message: "c"),
        ],
        ["sign in, out, and in again"] =
        [
            SessionCreated("sess_1", Start, ClerkEventJson.User(TheUser, Start - 10, "Ada")),
            UserCreated(Start - 10, "Ada"),
            SessionEnded("sess_1", Start + 100),
            SessionCreated("sess_2", Start + 200, ClerkEventJson.User(TheUser, Start + 150, "Adaeze")),
            UserUpdated(Start + 150, "Adaeze"),
            SessionEnded("sess_2", Start + 300, "ended"),
        ],
    };

    public static TheoryData<string> Names => [.. Histories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Merge_EveryOrderWithOneDuplicate_EndsInTheSameState(string history)
    {
        var events = Histories[history].Select(Read).ToArray();
        var truth = Json(Apply(events));
        foreach (var order in Permutations.WithOneDuplicate(events))
        {
            var state = Json(Apply(order));
            Assert.True(truth == state, $"{string.Join(", ", order.Select(e => e.Message))}\n{state}\ninstead of\n{truth}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Merge_AllOfItAgain_ChangesNothing(string history)
    {
        var events = Histories[history].Select(Read).ToArray();
        var state = Apply(events);
        foreach (var received in events) Assert.Same(state, state.Merge(received, out _));
    }

    [Theory]
    [InlineData("join, promote, leave, rejoin")]
    [InlineData("user deleted")]
    [InlineData("sign in, out, and in again")]
    public void Merge_EnvelopeInSeconds_ChangesNothingThatUpdatedAtDecides(string history)
    {
        var events = Histories[history].Select(Read).ToArray();
        var truth = Apply(events);
        var coarse = Apply([.. events.Select(e => e with { OccurredAt = e.OccurredAt / 1000 * 1000 })]);
        Assert.Equal(truth.Profile?.Snapshot.FirstName, coarse.Profile?.Snapshot.FirstName);
        Assert.Equal(truth.Sessions.Select(s => s.Snapshot), coarse.Sessions.Select(s => s.Snapshot));
    }

    [Fact]
    public void Merge_LateSnapshotAfterDeletion_IsStaleWhateverItsTime()
    {
        var deleted = Apply([Read(UserCreated(Start, "Ada")), Read(UserDeleted(Start + 10))]);
        Assert.Same(deleted, deleted.Merge(Read(UserUpdated(Start + 1_000_000, "Back")), out var result));
        Assert.Equal(EventResult.Stale, result);
        Assert.Null(deleted.Profile);
    }

    [Fact]
    public void Merge_Rejoin_LeavesTheNewMembershipVisible()
    {
        var events = Histories["join, promote, leave, rejoin"].Select(Read).ToArray();
        var membership = Apply(events).FindMembership(Clerk.Identifiers.OrganizationId.Parse(TheOrganization));
        Assert.Equal("orgmem_2", membership?.Id.Value);
        Assert.Equal("org:admin", membership?.Grant?.Role);
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

    private static string Json(UserState state) => Encoding.UTF8.GetString(GrainStateJson.Serialize(state));
}
