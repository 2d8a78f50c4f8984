using System.Text.Json;

namespace Identity.Clerk.Emulator.Users;

/// <summary>
/// A user as far as it can differ from user to user; the rest of Clerk's shape is constant here. Times are Unix ms.
/// </summary>
internal sealed record User
{
    public required string Id { get; init; }

    public string? ExternalId { get; init; }

    public string? Username { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public required Identification EmailAddress { get; init; }

    public Identification? PhoneNumber { get; init; }

    public required JsonElement PublicMetadata { get; init; }

    public required JsonElement PrivateMetadata { get; init; }

    public required JsonElement UnsafeMetadata { get; init; }

    public bool Banned { get; init; }

    public bool Locked { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public long? LastSignInAt { get; init; }

    public long? LastActiveAt { get; init; }

    public bool Answers(string idOrUsername) => Id == idOrUsername || Username == idOrUsername;
}
