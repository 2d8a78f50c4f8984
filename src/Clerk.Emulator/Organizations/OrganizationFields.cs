using System.Text.Json;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>What a caller says about an organization; each value is already within its bound.</summary>
internal sealed record OrganizationFields
{
    public Field<string?> Name { get; init; }

    public Field<string?> Slug { get; init; }

    public Field<JsonElement> PublicMetadata { get; init; }

    public Field<JsonElement> PrivateMetadata { get; init; }

    public bool IsEmpty => !(Name.IsSet || Slug.IsSet || PublicMetadata.IsSet || PrivateMetadata.IsSet);
}
