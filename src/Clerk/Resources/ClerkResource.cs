using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>
/// A resource that is kept by itself: what lists must know of it, and the rest as it was sent. Times are unix
/// milliseconds.
/// </summary>
public sealed record ClerkResource
{
    private static readonly JsonMembers Inviter = new("public_inviter_data");

    public required ResourceKind Kind { get; init; }

    public required ResourceId Id { get; init; }

    /// <summary>The organization that it belongs to, or that pays; null for none.</summary>
    public OrganizationId? OrganizationId { get; init; }

    /// <summary>The user who pays, or who accepted the invitation; null for none.</summary>
    public UserId? UserId { get; init; }

    /// <summary>The user who invited; null for none.</summary>
    public UserId? InviterId { get; init; }

    /// <summary>Whom an invitation or a waitlist entry is for; null for other kinds.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>Clerk's word for its state, e.g. <c>pending</c> or <c>active</c>; null where there is none.</summary>
    public string? Status { get; init; }

    /// <summary>A domain's name; null for other kinds.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// How people get from a domain into its organization (<c>enrollment_mode</c>); null for other kinds.
    /// </summary>
    public string? EnrollmentMode { get; init; }

    /// <summary>Whether a domain was shown to be the organization's; null for other kinds.</summary>
    public bool? IsVerified { get; init; }

    /// <summary>When an invitation lapses; null for never, and for other kinds.</summary>
    public long? ExpiresAt { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The version of this snapshot: of two, the one with the greater value is newer.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>The whole object as received.</summary>
    public required RawJson Raw { get; init; }

    /// <summary>Reads a resource.</summary>
    /// <param name="kind">What it is; the JSON needn't say, and Clerk's names for it have changed.</param>
    /// <param name="json">The object as UTF-8; it is copied.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="error">A short reason that names the member and never its value.</param>
    public static bool TryRead(
        ResourceKind kind,
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out ClerkResource? resource,
        [NotNullWhen(false)] out string? error) =>
        ResourceJson.TryRead(json, "resource", ClerkResourceReader.Of(kind), out resource, out error);

    /// <summary>The same without what it says of the person who invited, save the id.</summary>
    public ClerkResource WithoutInviter() => this with
    {
        Raw = new RawJson(JsonCuts.Remove(Raw.Bytes.Span, JsonCuts.Find(Raw.Bytes.Span, Inviter, everywhere: false))),
    };

    // The fields are personal data.
    public override string ToString() => $"ClerkResource {Kind} {Id}";
}
