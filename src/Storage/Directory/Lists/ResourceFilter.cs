using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;

namespace Identity.Storage.Directory.Lists;

/// <summary>
/// Which resources of a kind are meant: those for which all holds that is said. By default all visible ones.
/// </summary>
public sealed record ResourceFilter
{
    public required ResourceKind Kind { get; init; }

    public OrganizationId? OrganizationId { get; init; }

    /// <summary>Whom they are for, in any case; or who accepted them. Default: everybody.</summary>
    public (ImmutableArray<string> EmailAddresses, UserId UserId)? Person { get; init; }

    /// <summary>In any case.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>Clerk's words for the state. A pending one that has lapsed at <see cref="Now"/> is expired.</summary>
    public ImmutableArray<string> Statuses { get; init; } = [];

    /// <summary>Unix time in milliseconds.</summary>
    public long Now { get; init; }

    /// <summary>A part of the e-mail address or the name, in any case.</summary>
    public string? Text { get; init; }

    public ImmutableArray<string> Names { get; init; } = [];

    public SignedValues EnrollmentModes { get; init; } = SignedValues.None;

    public bool? IsVerified { get; init; }
}
