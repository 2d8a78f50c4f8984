using System.Text.Json;
using System.Text.Json.Serialization;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;

namespace Identity.Grains.Users;

/// <summary>Stores what a membership grants as the raw resource.</summary>
internal sealed class MembershipGrantJsonConverter : JsonConverter<MembershipGrant>
{
    private static readonly RawJsonConverter Raw = new();

    public override MembershipGrant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var raw = Raw.Read(ref reader, typeof(RawJson), options);
        return OrganizationMembershipResource.TryRead(raw.Bytes.Span, out var membership, out var error)
            ? MembershipGrant.From(membership)
            : throw new JsonException(error);
    }

    public override void Write(Utf8JsonWriter writer, MembershipGrant value, JsonSerializerOptions options) =>
        Raw.Write(writer, value.Raw, options);
}
