using Identity.Clerk.Emulator.Lists;

namespace Identity.Clerk.Emulator.Users;

/// <summary>Which users somebody wants to see; what is not said lets everybody pass.</summary>
internal sealed record UserQuery
{
    public SignedList UserIds { get; init; } = SignedList.Empty;

    public SignedList ExternalIds { get; init; } = SignedList.Empty;

    public SignedList OrganizationIds { get; init; } = SignedList.Empty;

    public IReadOnlyList<string> EmailAddresses { get; init; } = [];

    public IReadOnlyList<string> PhoneNumbers { get; init; } = [];

    public IReadOnlyList<string> Usernames { get; init; } = [];

    /// <summary>Part of anything that names the user.</summary>
    public string? Text { get; init; }

    public string? EmailText { get; init; }

    public string? PhoneText { get; init; }

    public string? UsernameText { get; init; }

    public string? NameText { get; init; }

    public bool? Banned { get; init; }

    public TimeWindow CreatedAt { get; init; }

    public TimeWindow LastActiveAt { get; init; }

    public TimeWindow LastSignInAt { get; init; }

    /// <summary>Whether something was asked for that no user here has: a wallet, another provider's account.</summary>
    public bool Nobody { get; init; }

    public bool IsEmpty => this == Everybody;

    private static readonly UserQuery Everybody = new();

    /// <param name="user">Whom to look at.</param>
    /// <param name="isMember">Whether the user belongs to an organization.</param>
    public bool Admits(User user, Func<string, bool> isMember) =>
        !Nobody
        && UserIds.Admits(id => id == user.Id)
        && ExternalIds.Admits(id => id == user.ExternalId)
        && Lists(EmailAddresses, user.EmailAddress.Value)
        && Lists(PhoneNumbers, user.PhoneNumber?.Value)
        && Lists(Usernames, user.Username)
        && (Banned is not { } banned || banned == user.Banned)
        && CreatedAt.Admits(user.CreatedAt)
        && LastActiveAt.Admits(user.LastActiveAt)
        && LastSignInAt.Admits(user.LastSignInAt)
        && AdmitsTexts(user)
        && OrganizationIds.Admits(isMember);

    private bool AdmitsTexts(User user) =>
        Has(user.EmailAddress.Value, EmailText)
        && Has(user.PhoneNumber?.Value, PhoneText)
        && Has(user.Username, UsernameText)
        && Has($"{user.FirstName} {user.LastName}", NameText)
        && (Text is null
            || Has(user.EmailAddress.Value, Text) || Has(user.PhoneNumber?.Value, Text) || Has(user.Username, Text)
            || Has(user.Id, Text) || Has($"{user.FirstName} {user.LastName}", Text));

    private static bool Lists(IReadOnlyList<string> wanted, string? value) =>
        wanted.Count == 0 || (value is not null && wanted.Contains(value));

    private static bool Has(string? value, string? part) =>
        part is null || (value?.Contains(part, StringComparison.OrdinalIgnoreCase) ?? false);
}
