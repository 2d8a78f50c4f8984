using System.Text.Json.Serialization;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Merging;

namespace Identity.Grains.Resources;

/// <summary>A resource under its version.</summary>
[JsonConverter(typeof(ResourceRecordJsonConverter))]
internal sealed record ResourceRecord(EventVersion Version, ClerkResource Resource)
{
    public ResourceRecord WithoutInviter() => this with { Resource = Resource.WithoutInviter() };

    public ResourceEntry ToEntry(long revision) => new()
    {
        Id = Resource.Id,
        Kind = Resource.Kind,
        Revision = revision,
        OrganizationId = Resource.OrganizationId,
        UserId = Resource.UserId,
        InviterId = Resource.InviterId,
        EmailAddress = Resource.EmailAddress,
        Status = Resource.Status,
        Name = Resource.Name,
        EnrollmentMode = Resource.EnrollmentMode,
        IsVerified = Resource.IsVerified,
        ExpiresAt = Resource.ExpiresAt,
        CreatedAt = Resource.CreatedAt,
        UpdatedAt = Resource.UpdatedAt,
    };
}
