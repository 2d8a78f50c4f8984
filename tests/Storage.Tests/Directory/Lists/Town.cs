using System.Collections.Immutable;
using System.Text;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Directory.Lists;
using Identity.Storage.GrainState;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Directory.Lists;

/// <summary>
/// Invented users, organizations and memberships with so few different values that many have the same: in the database,
/// and as a model that says which of them a list must have.
/// </summary>
internal sealed class Town
{
    internal const string StateName = "user";

    internal static readonly string?[] Names = ["Ada", "ada", "Émile", "Zoë", "Bo_b", "Bo%b", "", "李明", null];
    internal static readonly string[] Emails =
        ["ann@x.org", "Ann@X.org", "bob@y.org", "carl%@z.org", "d_e@z.org", "eve@x.org", "o'hara@y.org", "\"q\"@y.org"];
    internal static readonly string[] Phones = ["+15550100", "+15550101", "+442071838750"];
    internal static readonly string[] Wallets = ["0xAbC1", "0xabc2"];
    internal static readonly string?[] Usernames = ["ann", "bob", "Carl", null, null];
    internal static readonly string[] Providers = ["oauth_google", "oauth_github"];

    private readonly Random _random;

    public Town(Random random, int users, int organizations)
    {
        _random = random;
        Users = [.. Enumerable.Range(0, users).Select(User)];
        Organizations = [.. Enumerable.Range(0, organizations).Select(Organization)];
        Memberships = [.. Enumerable.Range(0, users * 2).Select(Membership)];
    }

    public ImmutableArray<UserEntry> Users { get; private set; }

    public ImmutableArray<OrganizationEntry> Organizations { get; }

    public ImmutableArray<MembershipEntry> Memberships { get; }

    /// <summary>Makes of a row and its user's state what tests compare.</summary>
    public static ItemReader<UserId, string> Reader { get; } =
        new(StateName, (id, state) => $"{id} {Encoding.UTF8.GetString(state.Span)}");

    public static string Item(UserEntry user) => $"{user.Id} state of {user.Id}";

    public async Task StoreAsync(TestStorage storage, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Users.Select(user => StateAsync(storage, user.Id.Value, cancellationToken)));
        await Task.WhenAll(Organizations.Select(o => StateAsync(storage, o.Id.Value, cancellationToken)));
        await Task.WhenAll(
        [
            .. Users.Select(user => WriteAsync(new DirectoryEntries(user, null, []))),
            .. Organizations.Select(organization => WriteAsync(new DirectoryEntries(null, organization, []))),
            .. Memberships.Select(membership => WriteAsync(new DirectoryEntries(null, null, [membership]))),
        ]);

        Task WriteAsync(DirectoryEntries entries) => storage.Inbox.CompleteAsync([], entries, cancellationToken);
    }

    /// <summary>Gives some of the users other values, or deletes them.</summary>
    public void Change() => Users =
    [
        .. Users.Select((user, i) => _random.Next(3) switch
        {
            0 => User(i) with { Revision = user.Revision + 1 },
            1 when _random.Next(5) == 0 => new UserEntry
            {
                Id = user.Id, Revision = user.Revision + 1, Deleted = true, DeletedAt = 1,
            },
            _ => user,
        }),
    ];

    private static Task<int?> StateAsync(TestStorage storage, string key, CancellationToken cancellationToken) =>
        storage.GrainState.WriteAsync(
            new GrainStateKey(StateName, key), Encoding.UTF8.GetBytes($"state of {key}"), null, cancellationToken);

    private UserEntry User(int i)
    {
        var (emails, phones, wallets) = (_random.Some(2, Emails), _random.Some(1, Phones), _random.Some(1, Wallets));
        return new UserEntry
        {
            Id = UserId.Parse($"user_{i:D5}"),
            Revision = 1,
            Banned = _random.Next(3) == 0,
            ExternalId = _random.Pick("x1", "x2", null),
            Username = _random.Pick(Usernames),
            FirstName = _random.Pick(Names),
            LastName = _random.Pick(Names),
            EmailAddresses = [.. emails],
            PhoneNumbers = [.. phones],
            Web3Wallets = [.. wallets],
            PrimaryEmailAddress = emails.FirstOrDefault(),
            PrimaryPhoneNumber = phones.FirstOrDefault(),
            PrimaryWeb3Wallet = wallets.FirstOrDefault(),
            ExternalAccounts = [.. _random.Some(1, Providers).Select(p => (p, _random.Pick("1", "2")))],
            CreatedAt = _random.Next(1, 20),
            UpdatedAt = _random.Next(1, 20),
            LastActiveAt = _random.Pick<long?>(null, 5, 6),
            LastSignInAt = _random.Pick<long?>(null, 7, 8),
        };
    }

    private OrganizationEntry Organization(int i)
    {
        var id = OrganizationId.Parse($"org_{i:D3}");
        if (_random.Next(8) == 0) return new OrganizationEntry { Id = id, Revision = 1, Deleted = true };
        return new OrganizationEntry
        {
            Id = id,
            Revision = 1,
            Name = _random.Pick("Acme", "acme labs", "Zürich", "100% ours"),
            Slug = _random.Pick("acme", "labs", null),
            CreatedAt = _random.Next(1, 5),
            UpdatedAt = 9,
        };
    }

    private MembershipEntry Membership(int i) => new()
    {
        Id = MembershipId.Parse($"orgmem_{i:D5}"),
        // Some members are users of whom no event has come.
        UserId = UserId.Parse($"user_{_random.Next(Users.Length + 5):D5}"),
        OrganizationId = OrganizationId.Parse($"org_{_random.Next(Organizations.Length + 1):D3}"),
        Revision = 1,
        Deleted = _random.Next(6) == 0,
        Role = _random.Pick("org:admin", "org:member"),
        CreatedAt = _random.Next(1, 9),
    };
}
