using System.Buffers;
using System.Text.Json;
using Identity.Grains.Directory;
using Identity.Grains.Events;

namespace Identity.Ingest.Reconcile;

/// <summary>What a grain is told of something that is gone.</summary>
internal static class GoneSnapshots
{
    /// <summary>Of an entity that its id names.</summary>
    public static FetchedSnapshot Of(FetchedKind kind, string id) => Make(kind, writer => writer.WriteString("id"u8, id));

    /// <summary>Of a membership, which its user's grain keeps: in the shape of the resource, with what is known of it.</summary>
    public static FetchedSnapshot Of(MembershipEntry membership) => Make(FetchedKind.Membership, writer =>
    {
        writer.WriteString("id"u8, membership.Id.Value);
        writer.WriteString("role"u8, membership.Role ?? "");
        writer.WriteStartObject("organization"u8);
        writer.WriteString("id"u8, membership.OrganizationId.Value);
        writer.WriteEndObject();
        writer.WriteStartObject("public_user_data"u8);
        writer.WriteString("user_id"u8, membership.UserId.Value);
        writer.WriteEndObject();
        writer.WriteNumber("created_at"u8, membership.CreatedAt);
        writer.WriteNumber("updated_at"u8, membership.CreatedAt);
    });

    private static FetchedSnapshot Make(FetchedKind kind, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return new FetchedSnapshot(kind, output.WrittenMemory, IsGone: true);
    }
}
