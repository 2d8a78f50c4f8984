using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;
using Identity.Testing;

namespace Identity.Clerk.Emulator.Tests.Instances;

public sealed class EmulatedInstanceTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly EmulatedInstance _instance;

    public EmulatedInstanceTests() =>
        _instance = new EmulatedInstance("ins_3FzDrGx6NLNSgdnKRO6uvKKM3UN", InstanceState.Empty, _clock);

    [Fact]
    public void CreateUser_WithoutEmail_Refused()
    {
        var outcome = _instance.CreateUser(new UserFields { Username = "noor" });

        Assert.Equal(422, outcome.Rejection!.Status);
        Assert.Empty(_instance.State.Users);
    }

    [Fact]
    public void CreateUser_TakenName_Refused()
    {
        Create("noor");

        var email = _instance.CreateUser(new UserFields { EmailAddress = "noor@northwind.example" });
        var username = _instance.CreateUser(
            new UserFields { EmailAddress = "other@northwind.example", Username = "noor" });

        Assert.Equal(409, email.Rejection!.Status);
        Assert.Equal(409, username.Rejection!.Status);
        Assert.Empty(email.Events);
    }

    [Fact]
    public void UpdateUser_ThriceWithinAMillisecond_VersionsIncrease()
    {
        var user = Create("noor");
        var versions = new List<long> { user.UpdatedAt };
        var timestamps = new List<long>();
        for (var change = 0; change < 3; change++)
        {
            var outcome = _instance.UpdateUser("noor", new UserFields { FirstName = $"Noor {change}" });
            versions.Add(outcome.Value.UpdatedAt);
            timestamps.Add(Assert.Single(outcome.Events).Timestamp);
        }

        Assert.Equal([user.UpdatedAt, user.UpdatedAt + 1, user.UpdatedAt + 2, user.UpdatedAt + 3], versions);
        Assert.All(timestamps.Zip(versions.Skip(1)), pair => Assert.InRange(pair.First - pair.Second, 1, 30));
    }

    [Fact]
    public void UpdateUser_NothingSet_TellsNothing()
    {
        Create("noor");

        Assert.Empty(_instance.UpdateUser("noor", new UserFields()).Events);
    }

    [Fact]
    public void UpdateUser_NewEmail_GetsANewIdentification()
    {
        var before = Create("noor");

        var after = _instance.UpdateUser("noor", new UserFields { EmailAddress = "n@northwind.example" }).Value;

        Assert.Equal("n@northwind.example", after.EmailAddress.Value);
        Assert.NotEqual(before.EmailAddress.Id, after.EmailAddress.Id);
    }

    [Fact]
    public void SetBanned_SignedIn_EndsSessions()
    {
        Create("noor");
        var session = _instance.SignIn("noor", pending: false).Value;

        var outcome = _instance.SetBanned("noor", banned: true);

        Assert.Equal(["user.updated", "session.revoked"], outcome.Events.Select(told => told.Type));
        Assert.True((bool)outcome.Events[0].Data["banned"]!);
        Assert.Equal("revoked", _instance.State.Sessions[session.Id].Status);
        Assert.Equal(403, _instance.SignIn("noor", pending: false).Rejection!.Status);
    }

    [Fact]
    public void SetBanned_Again_TellsNothing()
    {
        Create("noor");
        _instance.SetBanned("noor", banned: true);

        Assert.Empty(_instance.SetBanned("noor", banned: true).Events);
        Assert.Equal("user.updated", Assert.Single(_instance.SetBanned("noor", banned: false).Events).Type);
    }

    [Fact]
    public void DeleteUser_MemberSignedIn_OneEventAndNothingLeft()
    {
        Create("noor");
        Create("ilse");
        _instance.SignIn("noor", pending: false);
        _instance.CreateOrganization(new OrganizationFields { Name = "N", Slug = "n" }, "ilse");
        _instance.AddMember("n", "noor", RoleCatalog.Member);

        var outcome = _instance.DeleteUser("noor");

        Assert.Equal("user.deleted", Assert.Single(outcome.Events).Type);
        Assert.Null(_instance.FindUser("noor"));
        Assert.Single(_instance.State.Memberships);
        Assert.DoesNotContain(_instance.State.Sessions.Values, session => session.IsLive(_instance.Now));
    }

    [Fact]
    public void SignIn_SameMillisecond_UserIsNewerAndDayIsKnown()
    {
        var user = Create("noor");

        var outcome = _instance.SignIn("noor", pending: false);

        Assert.Equal(["session.created", "user.updated"], outcome.Events.Select(told => told.Type));
        var after = _instance.FindUser("noor")!;
        Assert.Equal(user.UpdatedAt + 1, after.UpdatedAt);
        Assert.Equal(0, after.LastActiveAt % 86_400_000);
        Assert.Equal(after.UpdatedAt, (long)outcome.Events[0].Data["user"]!["updated_at"]!);
    }

    [Fact]
    public void SignIn_AfterAWeek_SessionIsOver()
    {
        Create("noor");
        var session = _instance.SignIn("noor", pending: false).Value;

        _clock.Advance(TimeSpan.FromDays(7));

        Assert.False(session.IsLive(_instance.Now));
        Assert.Equal(409, _instance.RevokeSession(session.Id).Rejection!.Status);
    }

    [Fact]
    public void RevokeSession_Twice_SecondIsRefused()
    {
        Create("noor");
        var session = _instance.SignIn("noor", pending: false).Value;

        var revoked = _instance.RevokeSession(session.Id);

        Assert.Equal("session.revoked", Assert.Single(revoked.Events).Type);
        Assert.True(revoked.Value.UpdatedAt > session.UpdatedAt);
        Assert.Equal(409, _instance.RevokeSession(session.Id).Rejection!.Status);
    }

    [Fact]
    public void SelectOrganization_NotAMember_Refused()
    {
        Create("noor");
        Create("ilse");
        _instance.CreateOrganization(new OrganizationFields { Name = "N", Slug = "n" }, "ilse");
        var session = _instance.SignIn("noor", pending: false).Value;

        Assert.Equal("unknown-membership", _instance.SelectOrganization(session.Id, "n").Rejection!.Code);
        Assert.Equal("unknown-organization", _instance.SelectOrganization(session.Id, "x").Rejection!.Code);
    }

    [Fact]
    public void CreateOrganization_Always_CreatorIsAdmin()
    {
        var creator = Create("noor");

        var outcome = _instance.CreateOrganization(new OrganizationFields { Name = "N", Slug = "n" }, "noor");

        Assert.Equal(
            ["organization.created", "organizationMembership.created"], outcome.Events.Select(told => told.Type));
        Assert.Equal("org:admin", _instance.FindMembership(outcome.Value.Id, creator.Id)!.Role);
    }

    [Fact]
    public void RemoveMember_LongAfter_TellsTheOldVersionWithANewTimestamp()
    {
        Create("noor");
        Create("ilse");
        _instance.CreateOrganization(new OrganizationFields { Name = "N", Slug = "n" }, "ilse");
        var membership = _instance.AddMember("n", "noor", RoleCatalog.Member).Value;
        _clock.Advance(TimeSpan.FromHours(1));

        var told = Assert.Single(_instance.RemoveMember("n", "noor").Events);

        Assert.Equal(membership.UpdatedAt, (long)told.Data["updated_at"]!);
        Assert.True(told.Timestamp >= membership.UpdatedAt + 3_600_000);
        Assert.Equal(2, (int)told.Data["organization"]!["members_count"]!);
        Assert.NotEqual(membership.Id, _instance.AddMember("n", "noor", RoleCatalog.Member).Value.Id);
    }

    [Fact]
    public void ChangeRole_UnknownRole_Refused()
    {
        Create("noor");
        _instance.CreateOrganization(new OrganizationFields { Name = "N", Slug = "n" }, "noor");

        Assert.Equal(422, _instance.ChangeRole("n", "noor", "org:emperor").Rejection!.Status);
        Assert.Empty(_instance.ChangeRole("n", "noor", "org:admin").Events);
        Assert.Single(_instance.ChangeRole("n", "noor", "org:bookkeeper").Events);
    }

    [Fact]
    public void DeleteOrganization_WithMembers_OneEvent()
    {
        Create("noor");
        _instance.CreateOrganization(new OrganizationFields { Name = "N", Slug = "n" }, "noor");

        Assert.Equal("organization.deleted", Assert.Single(_instance.DeleteOrganization("n").Events).Type);
        Assert.Empty(_instance.State.Memberships);
    }

    [Fact]
    public void Seed_Twice_OnlyOnce()
    {
        var first = _instance.Seed();
        foreach (var username in new[] { "ada", "kenji", "mira" })
            _instance.DeleteUser(username);

        var second = _instance.Seed();

        Assert.Equal(3, first.Value);
        Assert.Equal(6, first.Events.Count);
        Assert.Empty(second.Events);
        Assert.Empty(_instance.State.Users);
    }

    [Fact]
    public void Events_OfOneMillisecond_HaveIncreasingTimestamps()
    {
        var timestamps = _instance.Seed().Events.Select(told => told.Timestamp).ToList();

        Assert.Equal(timestamps.Order().Distinct(), timestamps);
    }

    private User Create(string username) => _instance.CreateUser(new UserFields
    {
        EmailAddress = $"{username}@northwind.example",
        Username = username,
    }).Value;
}
