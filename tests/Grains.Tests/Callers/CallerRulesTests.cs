using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Grains.Roles;
using Identity.Grains.Tests.Merging;
using Identity.Grains.Users;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Callers;

public class CallerRulesTests
{
    private const long Day = 24 * 60 * 60 * 1000L;
    private static readonly SessionId Session = SessionId.Parse("sess_1");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(Start + Day);

    [Theory]
    [InlineData("revoked", CallerDenial.SessionRevoked)]
    [InlineData("ended", CallerDenial.SessionEnded)]
    [InlineData("removed", CallerDenial.SessionRemoved)]
    public void Resolve_SessionIsOver_Denies(string how, CallerDenial expected) =>
        Assert.Equal(expected, Denial(UserCreated(Start, "Ada"), SessionEnded("sess_1", Start + 10, how)));

    [Fact]
    public void Resolve_NothingKnown_IsUnknown() => Assert.Equal(CallerDenial.UserUnknown, Denial());

    [Fact]
    public void Resolve_DeadSessionOfUnknownUser_SaysThatTheSessionIsDead() =>
        Assert.Equal(CallerDenial.SessionRevoked, Denial(SessionEnded("sess_1", Start + 10)));

    [Fact]
    public void Resolve_Banned_Denies() =>
        Assert.Equal(CallerDenial.UserBanned, Denial(UserUpdated(Start, "Ada", banned: true)));

    [Fact]
    public void Resolve_Deleted_Denies() =>
        Assert.Equal(CallerDenial.UserDeleted, Denial(UserCreated(Start, "Ada"), UserDeleted(Start + 10)));

    [Fact]
    public void Resolve_SessionNotSeenYet_Passes() =>
        Assert.Equal(CallerDenial.None, Denial(UserCreated(Start, "Ada")));

    [Theory]
    [InlineData("session.pending", "pending")]
    [InlineData("session.created", "a-status-of-a-later-year")]
    public void Resolve_PendingOrUnknownStatus_DeniesTokensUpToIt(string type, string status)
    {
        var pending = Make(
            "p", type, ClerkEventJson.Session("sess_1", TheUser, status, Start + 10_000), Start + 10_005);
        var state = Apply(UserCreated(Start, "Ada"), pending);
        Assert.Equal(CallerDenial.SessionPending, Resolve(state, issuedAt: Start / 1000).Denial);
        Assert.Equal(CallerDenial.SessionPending, Resolve(state, issuedAt: (Start / 1000) + 10).Denial);
        Assert.Equal(CallerDenial.None, Resolve(state, issuedAt: (Start / 1000) + 11).Denial);
    }

    [Fact]
    public void Resolve_PastItsExpiry_DeniesTokensFromBefore()
    {
        var session = Make("s", "session.created",
            ClerkEventJson.Session("sess_1", TheUser, "active", Start, expireAt: Start + Day), Start + 5);
        var state = Apply(UserCreated(Start, "Ada"), session);
        Assert.Equal(CallerDenial.SessionExpired, Resolve(state, issuedAt: ((Start + Day) / 1000) - 1).Denial);
        Assert.Equal(CallerDenial.None, Resolve(state, issuedAt: (Start + Day) / 1000).Denial);
    }

    [Fact]
    public void AccessBy_OrganizationKnown_TakesItsSlug()
    {
        var standing = new OrganizationStanding(OrganizationProfile.From(
            ((Clerk.Resources.OrganizationUpserted)Read(Make("o", "organization.created",
                ClerkEventJson.Organization(TheOrganization, Start), Start)).Event).Organization,
            default).Snapshot, Deleted: false);
        Assert.Equal("northwind-labs", Access(standing)?.Slug);
        Assert.Equal("as-the-membership-says", Access(OrganizationStanding.Unknown)?.Slug);
    }

    [Fact]
    public void AccessBy_OrganizationDeleted_IsNone() =>
        Assert.Null(Access(OrganizationStanding.Gone));

    private static OrganizationAccess? Access(OrganizationStanding standing) =>
        CallerRules.AccessBy(Membership(), standing, RoleCatalogSnapshot.Empty);

    private static MembershipRecord Membership() =>
        Apply(Joined("orgmem_1", "org:admin", Start)).Memberships.Single();

    private static CallerDenial Denial(params ClerkDelivery[] deliveries) =>
        Resolve(Apply(deliveries), Start / 1000).Denial;

    private static CallerResolution Resolve(UserState state, long issuedAt) =>
        CallerRules.Resolve(state, new CallerQuery(Session, issuedAt, null), Now, access: null);

    private static UserState Apply(params ClerkDelivery[] deliveries) =>
        deliveries.Aggregate(new UserState(), (state, d) => state.Merge(Read(d), out _));
}
