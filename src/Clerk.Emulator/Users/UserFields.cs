using System.Text.Json;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Users;

/// <summary>
/// What a caller says about a user, to create or to change it; each value is already within its bound.
/// </summary>
internal sealed record UserFields
{
    public Field<string?> EmailAddress { get; init; }

    public Field<string?> PhoneNumber { get; init; }

    public Field<string?> Username { get; init; }

    public Field<string?> FirstName { get; init; }

    public Field<string?> LastName { get; init; }

    public Field<string?> ExternalId { get; init; }

    public Field<JsonElement> PublicMetadata { get; init; }

    public Field<JsonElement> PrivateMetadata { get; init; }

    public Field<JsonElement> UnsafeMetadata { get; init; }

    public bool IsEmpty =>
        !(EmailAddress.IsSet || PhoneNumber.IsSet || Username.IsSet || FirstName.IsSet || LastName.IsSet
            || ExternalId.IsSet || PublicMetadata.IsSet || PrivateMetadata.IsSet || UnsafeMetadata.IsSet);
}
