using System.Text.Json.Serialization;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Merging;

namespace Identity.Grains.Organizations;

/// <summary>An organization's profile under its version.</summary>
[JsonConverter(typeof(OrganizationProfileJsonConverter))]
internal sealed record OrganizationProfile(EventVersion Version, OrganizationSnapshot Snapshot)
{
    public static OrganizationProfile From(OrganizationResource organization, EventVersion version) =>
        new(version, new OrganizationSnapshot
        {
            Id = organization.Id,
            Name = organization.Name,
            Slug = organization.Slug,
            ImageUrl = organization.ImageUrl,
            CreatedAt = organization.CreatedAt,
            UpdatedAt = organization.UpdatedAt,
            Raw = organization.Raw,
        });

    public OrganizationEntry ToEntry(long revision) => new()
    {
        Id = Snapshot.Id,
        Revision = revision,
        Name = Snapshot.Name,
        Slug = Snapshot.Slug,
        CreatedAt = Snapshot.CreatedAt,
        UpdatedAt = Snapshot.UpdatedAt,
    };
}
