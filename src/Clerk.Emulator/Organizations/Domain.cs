namespace Identity.Clerk.Emulator.Organizations;

/// <summary>A domain name of an organization. Times are Unix milliseconds.</summary>
internal sealed record Domain
{
    public static readonly IReadOnlyList<string> EnrollmentModes =
        ["manual_invitation", "automatic_invitation", "automatic_suggestion", "enterprise_sso"];

    public required string Id { get; init; }

    public required string OrganizationId { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="EnrollmentModes"/>.</summary>
    public required string EnrollmentMode { get; init; }

    public string? AffiliationEmailAddress { get; init; }

    /// <summary>When the code that was sent to the address was entered.</summary>
    public long? VerifiedAt { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }
}
