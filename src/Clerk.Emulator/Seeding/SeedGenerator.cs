using System.Text.Json;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Seeding;

/// <summary>Invents people and organizations of the years 2024 and 2025, the same ones for the same plan.</summary>
internal sealed class SeedGenerator(SeedPlan plan, IReadOnlyList<string> roles)
{
    private const long MillisecondsPerDay = 86_400_000;

    /// <summary>One in so many shares its millisecond with the one before, as bursts of sign-ups do.</summary>
    private const int SharesItsMoment = 50;

    private static readonly long Begin =
        new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static readonly string[] FirstNames =
        ["Ada", "Kenji", "Mira", "Noor", "Ilse", "Tomás", "Zoë", "Aïcha", "Björn", "Linh", "Chidi", "山田"];

    private static readonly string[] LastNames =
        ["Okafor", "Sato", "Lindqvist", "Haddad", "de Vries", "García", "O'Neill", "Nguyễn", "Kowalski", "Smith"];

    private static readonly JsonElement None = JsonElement.Parse("{}");

    private static readonly JsonElement[] Plans =
        [None, JsonElement.Parse("""{"plan":"free"}"""), JsonElement.Parse("""{"plan":"team","seats":5}""")];

    private readonly Random _random = new(plan.Seed);

    public SeedData Generate()
    {
        var users = new List<User>(plan.Users);
        for (var number = 0; number < plan.Users; number++)
            users.Add(User(number, users.LastOrDefault()));

        var organizations = new List<Organization>(plan.Organizations);
        var offsets = new List<int>(plan.Organizations);
        for (var number = 0; number < plan.Organizations; number++)
        {
            offsets.Add(_random.Next(users.Count));
            organizations.Add(Organization(number, users[offsets[number]]));
        }

        var memberships = new List<Membership>(plan.Memberships);
        for (var number = 0; number < plan.Memberships; number++)
        {
            var (turn, at) = Math.DivRem(number, plan.Organizations);
            var user = users[(offsets[at] + turn) % users.Count];
            memberships.Add(Membership(organizations[at], user, isFirst: turn == 0));
        }

        return new SeedData(users, organizations, memberships);
    }

    private User User(int number, User? before)
    {
        var drawn = Begin + _random.NextInt64(366 * MillisecondsPerDay);
        var createdAt = before is not null && _random.Next(SharesItsMoment) == 0 ? before.CreatedAt : drawn;
        var first = Pick(FirstNames);
        var last = Pick(LastNames);
        var signedInAt = _random.Next(3) == 0 ? (long?)null : createdAt + _random.NextInt64(200 * MillisecondsPerDay);
        return new User
        {
            Id = NewId("user", createdAt),
            ExternalId = number % 3 == 0 ? $"acct_{plan.Seed}_{number}" : null,
            Username = number % 2 == 0 ? $"u{plan.Seed}-{number}" : null,
            FirstName = first,
            LastName = _random.Next(20) == 0 ? null : last,
            EmailAddress = new Identification(
                NewId("idn", createdAt), $"user{number}@seed{plan.Seed}.northwind.example", createdAt),
            PhoneNumber = number % 10 == 0 ? Phone(number, createdAt) : null,
            PublicMetadata = Pick(Plans),
            PrivateMetadata = None,
            UnsafeMetadata = None,
            Banned = _random.Next(200) == 0,
            CreatedAt = createdAt,
            UpdatedAt = signedInAt ?? createdAt + _random.Next(20),
            LastSignInAt = signedInAt,
            LastActiveAt = signedInAt - (signedInAt % MillisecondsPerDay),
        };
    }

    // The seed's last digits and the number: unique as long as both are.
    private Identification Phone(int number, long createdAt) =>
        new(NewId("idn", createdAt), $"+3197{plan.Seed % 10_000:D4}{number:D6}"[..15], createdAt);

    private Organization Organization(int number, User creator)
    {
        var createdAt = Begin + (366 * MillisecondsPerDay) + _random.NextInt64(30 * MillisecondsPerDay);
        return new Organization
        {
            Id = NewId("org", createdAt),
            Name = $"{Pick(LastNames)} {number}",
            Slug = $"seed{plan.Seed}-{number}",
            CreatedBy = creator.Id,
            PublicMetadata = Pick(Plans),
            PrivateMetadata = None,
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        };
    }

    private Membership Membership(Organization organization, User user, bool isFirst)
    {
        var createdAt = isFirst
            ? organization.CreatedAt + 18
            : organization.CreatedAt + _random.NextInt64(100 * MillisecondsPerDay);
        return new Membership
        {
            Id = NewId("orgmem", createdAt),
            OrganizationId = organization.Id,
            UserId = user.Id,
            Role = isFirst ? RoleCatalog.Admin : Pick(roles),
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        };
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private string NewId(string prefix, long at) =>
        Ksuid.Create(prefix, DateTimeOffset.FromUnixTimeMilliseconds(at), _random);
}
