using System.Text.Json.Serialization;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Merging;

namespace Identity.Grains.Users;

/// <summary>A session under its version.</summary>
internal sealed record SessionRecord(EventVersion Version, SessionSnapshot Snapshot, RawJson Raw) : IVersionedRecord
{
    [JsonIgnore]
    public string Key => Snapshot.Id.Value;

    public static SessionRecord From(SessionResource session, EventVersion version) => new(
        version,
        new SessionSnapshot
        {
            Id = session.Id,
            Status = session.Status,
            ClientId = session.ClientId,
            ActorId = session.ActorId,
            CreatedAt = session.CreatedAt,
            UpdatedAt = session.UpdatedAt,
            ExpireAt = session.ExpireAt,
        },
        session.Raw);
}
