using System.Text.Json;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Merging;
using Identity.Grains.State;

namespace Identity.Grains.Organizations;

internal sealed class OrganizationProfileJsonConverter : SnapshotJsonConverter<OrganizationProfile>
{
    protected override OrganizationProfile Make(EventVersion version, RawJson raw) =>
        OrganizationResource.TryRead(raw.Bytes.Span, out var organization, out var error)
            ? OrganizationProfile.From(organization, version)
            : throw new JsonException(error);

    protected override (EventVersion Version, RawJson Raw) Split(OrganizationProfile value) =>
        (value.Version, value.Snapshot.Raw);
}
