using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;

namespace Identity.Clerk.Tests.Resources;

public sealed class SampleTests
{
    private static readonly UserId Ada = UserId.Parse("user_3K5Qy9VzFpcm0RzckqATkRxW2YY");
    private static readonly UserId Kenji = UserId.Parse("user_3K5SJ7JehCLjvRwV89BBzKpu3bj");
    private static readonly OrganizationId Northwind = OrganizationId.Parse("org_3K5RwUij1mgUZjJi8xUgA8G0GcU");
    private static readonly SessionId KenjisSession = SessionId.Parse("sess_3K5SJ2GcrQRXOqogivMAGSTXadN");

    public static TheoryData<string> Names() => new(TestFiles.SampleNames());

    [Theory]
    [MemberData(nameof(Names))]
    public void TryRead_Sample_IsReadAndRouted(string name)
    {
        var envelope = Events.Envelope(name);
        Assert.Equal(InstanceId.Parse("ins_3FzDrGx6NLNSgdnKRO6uvKKM3UN"), envelope.InstanceId);
        Assert.True(ClerkEventReader.TryRead(envelope, out var clerkEvent, out var error), error);
        Assert.True(ClerkEventRouting.TryRoute(envelope, out var target));
        var expected = clerkEvent switch
        {
            UserUpserted it => Of(it.User.Id),
            UserDeleted it => Of(it.Id),
            SessionChanged it => Of(it.Session.UserId),
            OrganizationUpserted it => Of(it.Organization.Id),
            OrganizationDeleted it => Of(it.Id),
            MembershipUpserted it => Of(it.Membership.UserId, it.Membership.OrganizationId),
            MembershipDeleted it => Of(it.Membership.UserId, it.Membership.OrganizationId),
            ResourceUpserted { Resource: var it } =>
                new EventTarget(EntityId.Of(it.Id), it.UserId, it.OrganizationId),
            ResourceDeleted it => new EventTarget(EntityId.Of(it.Id), null, null),
            RoleUpserted or RoleDeleted or PermissionUpserted or PermissionDeleted =>
                new EventTarget(EntityId.RoleCatalog, null, null),
            _ => default,
        };
        Assert.Equal(expected, target);
        string[] notHandled = ["email.created", "sms.created"];
        Assert.Equal(notHandled.Contains(name), clerkEvent is NotHandled);

        static EventTarget Of(object id, OrganizationId? organization = null) => id switch
        {
            UserId user => new EventTarget(EntityId.Of(user), user, organization),
            OrganizationId it => new EventTarget(EntityId.Of(it), null, it),
            _ => default,
        };
    }

    [Fact]
    public void UserCreated_Sample_GivesItsValues()
    {
        var read = Events.Read<UserUpserted>("user.created");
        var user = read.User;
        Assert.True(read.Created);
        Assert.Equal(Ada, user.Id);
        Assert.Null(user.ExternalId);
        Assert.Null(user.Username);
        Assert.Equal("Ada", user.FirstName);
        Assert.Equal("Okafor", user.LastName);
        Assert.StartsWith("https://img.clerk.com/", user.ImageUrl, StringComparison.Ordinal);
        Assert.Equal("ada.okafor@northwind.example", user.PrimaryEmailAddress);
        Assert.Equal<string>(["ada.okafor@northwind.example"], user.EmailAddresses);
        Assert.Null(user.PrimaryPhoneNumber);
        Assert.Empty(user.PhoneNumbers);
        Assert.Empty(user.Web3Wallets);
        Assert.False(user.Banned);
        Assert.False(user.Locked);
        Assert.Equal(1790845200000, user.CreatedAt);
        Assert.Equal(1790845200014, user.UpdatedAt);
        Assert.Null(user.LastSignInAt);
        Assert.Null(user.LastActiveAt);
    }

    [Fact]
    public void UserUpdated_Sample_GivesItsValues()
    {
        var data = JsonNode.Parse(TestFiles.Sample("user.updated"))!["data"]!;
        var read = Events.Read<UserUpserted>("user.updated");
        Assert.False(read.Created);
        Assert.Equal((string?)data["external_id"], read.User.ExternalId);
        Assert.NotNull(read.User.ExternalId);
        Assert.Equal((string?)data["username"], read.User.Username);
        Assert.Equal((long?)data["last_sign_in_at"], read.User.LastSignInAt);
        Assert.Equal((long?)data["last_active_at"], read.User.LastActiveAt);
        Assert.NotNull(read.User.LastActiveAt);
    }

    [Fact]
    public void UserUpdated_WithPhone_ResolvesThePrimaryNumber()
    {
        var data = JsonNode.Parse(TestFiles.Sample("user.updated.phone-mfa"))!["data"]!;
        var user = Events.Read<UserUpserted>("user.updated.phone-mfa").User;
        Assert.Equal((string?)data["phone_numbers"]![0]!["phone_number"], Assert.Single(user.PhoneNumbers));
        Assert.Equal(user.PhoneNumbers[0], user.PrimaryPhoneNumber);
    }

    [Fact]
    public void UserUpdated_Banned_SaysSo() =>
        Assert.True(Events.Read<UserUpserted>("user.updated.banned").User.Banned);

    [Theory]
    [InlineData("user.deleted", "user_3K5Qy9VzFpcm0RzckqATkRxW2YY")]
    [InlineData("user.deleted.no-external-id", "user_3K5SJ7JehCLjvRwV89BBzKpu3bj")]
    public void UserDeleted_Sample_GivesTheId(string name, string expected) =>
        Assert.Equal(new UserDeleted(UserId.Parse(expected)), Events.Read<UserDeleted>(name));

    [Fact]
    public void SessionCreated_Sample_GivesSessionAndUser()
    {
        var (session, user) = Events.Read<SessionChanged>("session.created");
        Assert.Equal(KenjisSession, session.Id);
        Assert.Equal(Kenji, session.UserId);
        Assert.Equal(SessionStatus.Active, session.Status);
        Assert.Equal("client_3K5SJ5p79h9KJTJmm1h6XXiOGyp", session.ClientId);
        Assert.Null(session.LastActiveOrganizationId);
        Assert.Null(session.ActorId);
        Assert.Equal(1790845860040, session.CreatedAt);
        Assert.Equal(1790845860040, session.UpdatedAt);
        Assert.Equal(1791450660040, session.ExpireAt);
        Assert.Equal(1793437860040, session.AbandonAt);
        Assert.Equal("Kenji", user?.FirstName);
        Assert.Equal("kenji@northwind.example", user?.PrimaryEmailAddress);
    }

    [Fact]
    public void SessionCreated_Raw_IsTheObjectWithoutTheUser()
    {
        var data = JsonNode.Parse(TestFiles.Sample("session.created"))!["data"]!.AsObject();
        var userJson = data["user"]!.DeepClone();
        data.Remove("user");
        var (session, user) = Events.Read<SessionChanged>("session.created");
        Assert.True(JsonNode.DeepEquals(data, JsonNode.Parse(session.Raw.Bytes.Span)));
        Assert.True(JsonNode.DeepEquals(userJson, JsonNode.Parse(user!.Raw.Bytes.Span)));
    }

    [Theory]
    [InlineData("session.pending", SessionStatus.Pending)]
    [InlineData("session.ended", SessionStatus.Ended)]
    [InlineData("session.removed", SessionStatus.Removed)]
    [InlineData("session.revoked", SessionStatus.Revoked)]
    public void SessionChanged_Sample_GivesTheStatus(string name, SessionStatus expected) =>
        Assert.Equal(expected, Events.Read<SessionChanged>(name).Session.Status);

    [Fact]
    public void SessionRevoked_WithoutUser_GivesNone()
    {
        var (session, user) = Events.Read<SessionChanged>("session.revoked");
        Assert.Null(user);
        Assert.Equal(Northwind, session.LastActiveOrganizationId);
    }

    [Fact]
    public void OrganizationCreated_Sample_GivesItsValues()
    {
        var read = Events.Read<OrganizationUpserted>("organization.created");
        var organization = read.Organization;
        Assert.True(read.Created);
        Assert.False(Events.Read<OrganizationUpserted>("organization.updated").Created);
        Assert.Equal(Northwind, organization.Id);
        Assert.Equal("Northwind Labs", organization.Name);
        Assert.Equal("northwind-labs", organization.Slug);
        Assert.StartsWith("https://img.clerk.com/", organization.ImageUrl, StringComparison.Ordinal);
        Assert.Equal(Ada, organization.CreatedBy);
        Assert.Equal(1790845680000, organization.CreatedAt);
        Assert.Equal(1790845680000, organization.UpdatedAt);
    }

    [Fact]
    public void OrganizationDeleted_Sample_GivesTheId() =>
        Assert.Equal(new OrganizationDeleted(Northwind), Events.Read<OrganizationDeleted>("organization.deleted"));

    [Fact]
    public void MembershipDeleted_Sample_GivesTheWholeMembership()
    {
        var membership = Events.Read<MembershipDeleted>("organizationMembership.deleted").Membership;
        Assert.Equal(MembershipId.Parse("orgmem_3K5TOyWUIHPtAP05ypsOhzJDa8a"), membership.Id);
        Assert.Equal(Kenji, membership.UserId);
        Assert.Equal(Northwind, membership.OrganizationId);
        Assert.Equal("org:bookkeeper", membership.Role);
        Assert.Equal("Bookkeeper", membership.RoleName);
        Assert.Equal<string>(["org:sys_memberships:read", "org:invoices:read"], membership.Permissions);
        Assert.Equal("northwind-labs", membership.OrganizationSlug);
        Assert.Equal("Northwind Laboratories", membership.OrganizationName);
        Assert.Equal(1790846400000, membership.CreatedAt);
        Assert.Equal(1790847720008, membership.UpdatedAt);
    }

    [Fact]
    public void MembershipUpserted_Samples_SayWhetherCreated()
    {
        Assert.True(Events.Read<MembershipUpserted>("organizationMembership.created").Created);
        Assert.False(Events.Read<MembershipUpserted>("organizationMembership.updated").Created);
    }

    [Fact]
    public void RoleUpdated_Sample_GivesKeyAndPermissions()
    {
        var read = Events.Read<RoleUpserted>("role.updated");
        Assert.False(read.Created);
        Assert.True(Events.Read<RoleUpserted>("role.created").Created);
        Assert.Equal(RoleId.Parse("role_3K5QyBiW3ddnula5ztI241xRlLc"), read.Role.Id);
        Assert.Equal("org:bookkeeper", read.Role.Key);
        Assert.Equal(["org:invoices:read", "org:invoices:pay"], read.Role.Permissions.Select(it => it.Key));
        Assert.Equal(1790847180000, read.Role.Permissions[1].UpdatedAt);
        Assert.Equal(1790843400000, read.Role.CreatedAt);
        Assert.Equal(1790847240000, read.Role.UpdatedAt);
    }

    [Theory]
    [InlineData("role.deleted", null)]
    [InlineData("role.deleted.full-object", "org:bookkeeper")]
    public void RoleDeleted_Sample_GivesTheIdAndTheKeyIfItIsThere(string name, string? key) =>
        Assert.Equal(
            new RoleDeleted(RoleId.Parse("role_3K5QyBiW3ddnula5ztI241xRlLc"), key),
            Events.Read<RoleDeleted>(name));

    [Fact]
    public void PermissionUpdated_Sample_GivesTheKey()
    {
        var read = Events.Read<PermissionUpserted>("permission.updated");
        Assert.False(read.Created);
        Assert.True(Events.Read<PermissionUpserted>("permission.created").Created);
        Assert.Equal(PermissionId.Parse("perm_3K5Qy5XiDhJGqv1x1tx36EjSu4E"), read.Permission.Id);
        Assert.Equal("org:invoices:pay", read.Permission.Key);
        Assert.Equal(1790841600000, read.Permission.CreatedAt);
        Assert.Equal(1790847180000, read.Permission.UpdatedAt);
    }

    [Theory]
    [InlineData("permission.deleted", null)]
    [InlineData("permission.deleted.full-object", "org:invoices:pay")]
    public void PermissionDeleted_Sample_GivesTheIdAndTheKeyIfItIsThere(string name, string? key) =>
        Assert.Equal(
            new PermissionDeleted(PermissionId.Parse("perm_3K5Qy5XiDhJGqv1x1tx36EjSu4E"), key),
            Events.Read<PermissionDeleted>(name));

    [Fact]
    public void NotHandled_Sample_NamesTheType() =>
        Assert.Equal(new NotHandled("email.created"), Events.Read<NotHandled>("email.created"));

    [Fact]
    public void Raw_OfEverything_IsWhatWasReceived()
    {
        Assert.True(Events.Read<UserUpserted>("user.created").User.Raw.Bytes.Span.SequenceEqual(Data("user.created")));
        Assert.True(Events.Read<OrganizationUpserted>("organization.created").Organization.Raw.Bytes.Span
            .SequenceEqual(Data("organization.created")));
        Assert.True(Events.Read<MembershipDeleted>("organizationMembership.deleted").Membership.Raw.Bytes.Span
            .SequenceEqual(Data("organizationMembership.deleted")));
        Assert.True(Events.Read<ResourceUpserted>("subscription.created").Resource.Raw.Bytes.Span
            .SequenceEqual(Data("subscription.created")));
        Assert.True(Events.Read<RoleUpserted>("role.created").Role.Raw.Bytes.Span.SequenceEqual(Data("role.created")));
        Assert.True(Events.Read<PermissionUpserted>("permission.created").Permission.Raw.Bytes.Span
            .SequenceEqual(Data("permission.created")));
    }

    [Fact]
    public void Raw_Copy_DoesNotPointIntoTheBody()
    {
        var envelope = Events.Envelope("user.created");
        var user = Events.Read<UserUpserted>(envelope).User;
        Assert.False(user.Raw.Bytes.Span.Overlaps(envelope.Data.Span));
    }

    [Fact]
    public void Equals_SameBytes_IsTrueThoughListsAreNotTheSame()
    {
        Assert.Equal(Events.Read<UserUpserted>("user.updated"), Events.Read<UserUpserted>("user.updated"));
        Assert.Equal(
            Events.Read<MembershipDeleted>("organizationMembership.deleted"),
            Events.Read<MembershipDeleted>("organizationMembership.deleted"));
        Assert.Equal(Events.Read<RoleUpserted>("role.updated"), Events.Read<RoleUpserted>("role.updated"));
        Assert.NotEqual(Events.Read<RoleUpserted>("role.updated").Role, Events.Read<RoleUpserted>("role.created").Role);
        Assert.NotEqual(Events.Read<UserUpserted>("user.updated").User, Events.Read<UserUpserted>("user.created").User);
    }

    [Fact]
    public void ToString_OfAUser_ShowsNoRawJson() =>
        Assert.Contains("Raw = ***", Events.Read<UserUpserted>("user.created").User.ToString(),
            StringComparison.Ordinal);

    private static byte[] Data(string sample)
    {
        var text = Encoding.UTF8.GetString(TestFiles.Sample(sample));
        var start = text.IndexOf('{', 1);
        var end = text.IndexOf("\n  },\n  \"event_attributes\"", StringComparison.Ordinal) + "\n  }".Length;
        return Encoding.UTF8.GetBytes(text[start..end]);
    }
}
