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
        entries.Resource is null ? null : Clean(entries.Resource));

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

    /// <summary>Everything by which this user can be found: nothing once it is deleted.</summary>
    internal static HashSet<UserIdentifier> IdentifiersOf(UserEntry user)
    {
        HashSet<UserIdentifier> identifiers = [];
        if (user.Deleted) return identifiers;
        foreach (var email in user.EmailAddresses) Add(IdentifierKind.Email, email);
        foreach (var phone in user.PhoneNumbers) Add(IdentifierKind.Phone, phone);
        Add(IdentifierKind.Username, user.Username);
        Add(IdentifierKind.ExternalId, user.ExternalId);
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
        Username = StoredText.CleanOrNull(user.Username),
        FirstName = StoredText.CleanOrNull(user.FirstName),
        LastName = StoredText.CleanOrNull(user.LastName),
        EmailAddresses = user.EmailAddresses.IsDefault ? [] : user.EmailAddresses,
        PhoneNumbers = user.PhoneNumbers.IsDefault ? [] : user.PhoneNumbers,
        DeletedAt = user.Deleted ? user.DeletedAt ?? 0 : null,
        Erased = user.Deleted && user.Erased,
    };

    private static OrganizationEntry Clean(OrganizationEntry organization) => organization with
    {
        Name = StoredText.CleanOrNull(organization.Name),
        Slug = NormalizeSlug(organization.Slug),
    };

    private static MembershipEntry Clean(MembershipEntry membership) =>
        membership with { Role = StoredText.CleanOrNull(membership.Role) };

    private static ResourceEntry Clean(ResourceEntry resource) => resource with
    {
        EmailAddress = StoredText.CleanOrNull(resource.EmailAddress),
        Status = StoredText.CleanOrNull(resource.Status),
    };
}
