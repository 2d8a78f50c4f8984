using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>What a caller says about a domain; each value is already within its bound.</summary>
internal sealed record DomainFields
{
    /// <summary>One of <see cref="Domain.EnrollmentModes"/>.</summary>
    public Field<string?> EnrollmentMode { get; init; }

    public Field<string?> AffiliationEmailAddress { get; init; }

    public Field<bool> Verified { get; init; }
}
