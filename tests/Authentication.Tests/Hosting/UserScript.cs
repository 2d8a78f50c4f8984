using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Callers;
using Identity.Grains.Users;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>What the users' grains answer in a test.</summary>
internal sealed class UserScript
{
    private int _calls;

    /// <summary>How often a grain was asked.</summary>
    public int Calls => _calls;

    /// <summary>What it was asked last.</summary>
    public CallerQuery LastQuery { get; private set; }

    /// <summary>The answer.</summary>
    public Func<CallerQuery, ValueTask<CallerResolution>> Answer { get; set; } = static _ => new(Known());

    public ValueTask<CallerResolution> ResolveAsync(CallerQuery query)
    {
        Interlocked.Increment(ref _calls);
        LastQuery = query;
        return Answer(query);
    }

    /// <summary>A user who may pass.</summary>
    public static CallerResolution Known(bool locked = false, bool session = true, bool organization = false) => new()
    {
        Denial = CallerDenial.None,
        User = User(locked),
        Session = session ? Session() : null,
        Organization = organization ? Organization() : null,
        Version = 7,
    };

    public static CallerResolution Denied(CallerDenial denial) => new() { Denial = denial, Version = 7 };

    public static OrganizationAccess Organization() => new()
    {
        Id = OrganizationId.Parse(TokenMint.OrganizationId),
        Slug = "acme",
        Role = "org:admin",
        Permissions = ["org:invoices:read", "org:sys_memberships:read"],
    };

    private static UserSnapshot User(bool locked) => new()
    {
        Id = UserId.Parse(TokenMint.UserId),
        FirstName = "Ada",
        PrimaryEmailAddress = "ada@example.test",
        Locked = locked,
        CreatedAt = 1,
        UpdatedAt = 2,
        Raw = RawJson.Copy("""{"private_metadata":{"secret":"hush"}}"""u8),
        Secrets = ImmutableArray<(int Start, int End)>.Empty,
    };

    private static SessionSnapshot Session() => new()
    {
        Id = SessionId.Parse(TokenMint.SessionId),
        Status = SessionStatus.Active,
        CreatedAt = 1,
        UpdatedAt = 2,
    };
}
