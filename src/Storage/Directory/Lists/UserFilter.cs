using System.Collections.Immutable;

namespace Identity.Storage.Directory.Lists;

/// <summary>Which users are meant: those for whom all holds that is said. By default all users.</summary>
/// <remarks>
/// Lists hold at most 100 values. Texts are parts of what is searched, in any case.
/// </remarks>
public sealed record UserFilter
{
    public SignedValues UserIds { get; init; } = SignedValues.None;

    public SignedValues ExternalIds { get; init; } = SignedValues.None;

    /// <summary>Organizations of which a user is a member.</summary>
    public SignedValues OrganizationIds { get; init; } = SignedValues.None;

    /// <summary>In any case.</summary>
    public ImmutableArray<string> EmailAddresses { get; init; } = [];

    public ImmutableArray<string> PhoneNumbers { get; init; } = [];

    public ImmutableArray<string> Usernames { get; init; } = [];

    public ImmutableArray<string> Web3Wallets { get; init; } = [];

    /// <summary>The provider of one of the user's external accounts, as Clerk names it.</summary>
    public string? Provider { get; init; }

    /// <summary>Ids at <see cref="Provider"/>; of no effect without one.</summary>
    public ImmutableArray<string> ProviderUserIds { get; init; } = [];

    /// <summary>A part of anything that names the user: id, name, user name, e-mail address, phone number, wallet.</summary>
    public string? Text { get; init; }

    public string? EmailText { get; init; }

    public string? PhoneText { get; init; }

    public string? UsernameText { get; init; }

    /// <summary>A part of the first name, a space and the last name.</summary>
    public string? NameText { get; init; }

    public bool? Banned { get; init; }

    public TimeWindow CreatedAt { get; init; }

    public TimeWindow LastActiveAt { get; init; }

    public TimeWindow LastSignInAt { get; init; }

    /// <summary>Whether an index leads to the few whom something here names.</summary>
    internal bool NamesUsers =>
        UserIds.Wanted.Length + ExternalIds.Wanted.Length + OrganizationIds.Wanted.Length + EmailAddresses.Length
        + PhoneNumbers.Length + Usernames.Length + Web3Wallets.Length + ProviderUserIds.Length > 0;

    /// <summary>Whether something here that isn't a text, a time or a ban says who isn't meant.</summary>
    internal bool ExcludesUsers =>
        UserIds.Excluded.Length + ExternalIds.Excluded.Length + OrganizationIds.Excluded.Length > 0 || Provider is not null;
}
