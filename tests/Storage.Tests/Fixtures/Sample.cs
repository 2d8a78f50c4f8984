using System.Collections.Immutable;
using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Inbox;

namespace Identity.Storage.Tests.Fixtures;

/// <summary>Rows to store.</summary>
internal static class Sample
{
    public static readonly InstanceId Instance = InstanceId.Parse("ins_1");
    public static readonly InstanceId OtherInstance = InstanceId.Parse("ins_2");
    public static readonly UserId Ann = UserId.Parse("user_ann");
    public static readonly UserId Bob = UserId.Parse("user_bob");
    public static readonly OrganizationId Acme = OrganizationId.Parse("org_acme");

    public static InboxEntry Entry(string id = "msg_1") => new()
    {
        InstanceId = Instance,
        Id = MessageId.Parse(id),
        Type = "user.updated",
        OccurredAt = 1_790_000_000_000,
        ReceivedAt = 1_790_000_000_500,
        Entity = EntityId.Of(Ann),
        UserId = Ann,
        Body = Encoding.UTF8.GetBytes($"body of {id}"),
    };

    public static ImmutableArray<InboxCompletion> Completion(
        string id = "msg_1", InboxState state = InboxState.Applied, string? reason = null) =>
        [new InboxCompletion(Instance, MessageId.Parse(id), state, reason)];

    public static UserEntry User(UserId id, long revision = 1) => new()
    {
        Id = id,
        Revision = revision,
        EmailAddresses = ["someone@example.com"],
        CreatedAt = 1000,
        UpdatedAt = 2000,
    };

    public static OrganizationEntry Organization(OrganizationId id, long revision = 1) =>
        new() { Id = id, Revision = revision, Name = "Acme", Slug = "acme", CreatedAt = 1000, UpdatedAt = 2000 };

    public static MembershipEntry Membership(string id, UserId user, OrganizationId organization) => new()
    {
        Id = MembershipId.Parse(id),
        UserId = user,
        OrganizationId = organization,
        Revision = 1,
        Role = "org:member",
        CreatedAt = 1000,
    };

    public static DirectoryEntries Entries(UserEntry user) => new(user, null, []);

    public static DirectoryEntries Entries(OrganizationEntry organization) => new(null, organization, []);

    public static DirectoryEntries Entries(params ImmutableArray<MembershipEntry> memberships) =>
        new(null, null, memberships);
}
