using System.Text.Json;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Merging;
using Identity.Grains.State;

namespace Identity.Grains.Users;

internal sealed class UserProfileJsonConverter : SnapshotJsonConverter<UserProfile>
{
    protected override UserProfile Make(EventVersion version, RawJson raw) =>
        UserResource.TryRead(raw.Bytes.Span, out var user, out var error)
            ? UserProfile.From(user, version)
            : throw new JsonException(error);

    protected override (EventVersion Version, RawJson Raw) Split(UserProfile value) =>
        (value.Version, value.Snapshot.Raw);
}
