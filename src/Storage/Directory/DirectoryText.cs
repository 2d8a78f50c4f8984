using Identity.Grains.Directory;

namespace Identity.Storage.Directory;

/// <summary>How the directory writes the texts by which it is searched.</summary>
internal static class DirectoryText
{
    // An index entry of PostgreSQL has at most 2704 bytes. Nothing that Clerk accepts comes near.
    private const int MaxIdentifier = 512;

    /// <summary>The same rows, with text that both databases can hold.</summary>
    internal static DirectoryEntries Clean(DirectoryEntries entries) => new(
        entries.User is null ? null : Clean(entries.User),
        entries.Organization is null ? null : Clean(entries.Organization),
        entries.Memberships.IsDefaultOrEmpty ? [] : [.. entries.Memberships.Select(Clean)],
        entries.Resource is null ? null : Clean(entries.Resource))
    {
        Sessions = entries.Sessions.IsDefaultOrEmpty ? [] : [.. entries.Sessions.Select(Clean)],
    };

    /// <summary>A value as it is stored and searched; null when it is too long to be found.</summary>
    internal static string? Normalize(IdentifierKind kind, string value)
    {
        if (value.Length is 0 or > MaxIdentifier) return null;
        var clean = StoredText.Clean(value);
        return kind is IdentifierKind.Email ? clean.ToLowerInvariant() : clean;
    }

    /// <summary>A slug as it is stored and searched; null when it is too long to be found.</summary>
    internal static string? NormalizeSlug(string? slug) =>
        slug is { Length: > 0 and <= MaxIdentifier } ? StoredText.Clean(slug) : null;

    /// <summary>
    /// The address by which a resource is found; null without one, or when it is too long to be found.
    /// </summary>
    internal static string? EmailKey(ResourceEntry resource) =>
        resource.EmailAddress is null ? null : Normalize(IdentifierKind.Email, resource.EmailAddress);

    /// <summary>Such an account as it is stored and searched: no provider's name has a colon.</summary>
    internal static string AccountOf(string provider, string id) => $"{provider}:{id}";

    /// <summary>What is searched for in lower case: as it is stored, and null when no stored text can hold it.</summary>
    internal static string? NormalizeSearch(string text) =>
        text.Length is 0 or > MaxIdentifier || text.Contains('\n') ? null : Fold(text);

    /// <summary>What a text is searched in, a line each for the id, the name and every identifier; null once deleted.</summary>
    internal static UserText? TextOf(UserEntry user)
    {
        if (user.Deleted) return null;
        var name = Fold($"{user.FirstName} {user.LastName}".Trim());
        IEnumerable<string?> lines =
        [
            user.Id.Value, name, user.Username, .. user.EmailAddresses, .. user.PhoneNumbers, .. user.Web3Wallets,
        ];
        return new UserText(string.Join('\n', lines.OfType<string>().Select(Fold)), name);
    }

    /// <summary>What a text is searched in; null once deleted.</summary>
    internal static string? TextOf(OrganizationEntry organization) => organization.Deleted
        ? null
        : $"{Fold(organization.Name ?? "")}\n{Fold(organization.Slug ?? "")}";

    /// <summary>Everything by which this user can be found: nothing once it is deleted.</summary>
    internal static HashSet<UserIdentifier> IdentifiersOf(UserEntry user)
    {
        HashSet<UserIdentifier> identifiers = [];
        if (user.Deleted) return identifiers;
        foreach (var email in user.EmailAddresses) Add(IdentifierKind.Email, email);
        foreach (var phone in user.PhoneNumbers) Add(IdentifierKind.Phone, phone);
        Add(IdentifierKind.Username, user.Username);
        Add(IdentifierKind.ExternalId, user.ExternalId);
        foreach (var wallet in user.Web3Wallets) Add(IdentifierKind.Wallet, wallet);
        foreach (var (provider, id) in user.ExternalAccounts) Add(IdentifierKind.Account, AccountOf(provider, id));
        return identifiers;

        void Add(IdentifierKind kind, string? value)
        {
            if (value is not null && Normalize(kind, value) is { } normal)
                identifiers.Add(new UserIdentifier(kind, normal));
        }
    }

    private static UserEntry Clean(UserEntry user) => user with
    {
        ExternalId = StoredText.CleanOrNull(user.ExternalId),
        Username = Sortable(user.Username),
        FirstName = Sortable(user.FirstName),
        LastName = Sortable(user.LastName),
        EmailAddresses = user.EmailAddresses.IsDefault ? [] : user.EmailAddresses,
        PhoneNumbers = user.PhoneNumbers.IsDefault ? [] : user.PhoneNumbers,
        Web3Wallets = user.Web3Wallets.IsDefault ? [] : user.Web3Wallets,
        ExternalAccounts = user.ExternalAccounts.IsDefault ? [] : user.ExternalAccounts,
        PrimaryEmailAddress = Sortable(user.PrimaryEmailAddress?.ToLowerInvariant()),
        PrimaryPhoneNumber = Sortable(user.PrimaryPhoneNumber),
        PrimaryWeb3Wallet = Sortable(user.PrimaryWeb3Wallet),
        DeletedAt = user.Deleted ? user.DeletedAt ?? 0 : null,
        Erased = user.Deleted && user.Erased,
    };

    private static OrganizationEntry Clean(OrganizationEntry organization) => organization with
    {
        Name = Sortable(organization.Name),
        Slug = NormalizeSlug(organization.Slug),
    };

    private static MembershipEntry Clean(MembershipEntry membership) =>
        membership with { Role = StoredText.CleanOrNull(membership.Role) };

    private static ResourceEntry Clean(ResourceEntry resource) => resource with
    {
        EmailAddress = StoredText.CleanOrNull(resource.EmailAddress),
        Status = StoredText.CleanOrNull(resource.Status),
        Name = Sortable(resource.Name),
        EnrollmentMode = StoredText.CleanOrNull(resource.EnrollmentMode),
    };

    private static SessionEntry Clean(SessionEntry session) =>
        session with { ClientId = session.ClientId is { Length: <= MaxIdentifier } id ? StoredText.Clean(id) : null };

    // What an index orders by has a bound; texts that are the same up to there are in the order of their ids.
    private static string? Sortable(string? text) =>
        text is null ? null : StoredText.Clean(text.Length <= MaxIdentifier ? text : text[..MaxIdentifier]);

    // A line must stay one.
    private static string Fold(string text) => StoredText.Clean(text).Replace('\n', ' ').ToLowerInvariant();
}
