using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Orleans;

namespace Identity.Grains.Users;

/// <summary>A user's profile at one moment. Immutable, and shared by all who read it.</summary>
[GenerateSerializer, Immutable, Alias("identity.UserSnapshot")]
public sealed record UserSnapshot
{
    [Id(0)] public required UserId Id { get; init; }

    /// <summary>The account's id in the application's own system, if it gave one.</summary>
    [Id(1)] public string? ExternalId { get; init; }

    [Id(2)] public string? Username { get; init; }
    [Id(3)] public string? FirstName { get; init; }
    [Id(4)] public string? LastName { get; init; }
    [Id(5)] public string? ImageUrl { get; init; }

    /// <summary>The primary e-mail address; null when there is none.</summary>
    [Id(6)] public string? PrimaryEmailAddress { get; init; }

    /// <summary>The primary phone number; null when there is none.</summary>
    [Id(7)] public string? PrimaryPhoneNumber { get; init; }

    /// <summary>A banned user can't be a caller at all.</summary>
    [Id(8)] public bool Banned { get; init; }

    /// <summary>Locked after too many failed sign-ins: can't sign in, but sessions that exist go on.</summary>
    [Id(9)] public bool Locked { get; init; }

    /// <summary>Unix time in milliseconds.</summary>
    [Id(10)] public required long CreatedAt { get; init; }

    /// <summary>Unix time in milliseconds; Clerk's version of the profile.</summary>
    [Id(11)] public required long UpdatedAt { get; init; }

    /// <summary>
    /// The whole resource as Clerk sent it, <c>private_metadata</c> included: not for an answer to a browser.
    /// </summary>
    [Id(12), JsonIgnore] public required RawJson Raw { get; init; }

    /// <summary>Where <see cref="Raw"/> holds what only the application's back end may see.</summary>
    [Id(13), JsonIgnore] public required ImmutableArray<(int Start, int End)> Secrets { get; init; }

    /// <summary>Writes the resource without <c>private_metadata</c> and backup codes.</summary>
    public void WritePublicJson(IBufferWriter<byte> output) => PublicJson.Write(output, Raw.Bytes.Span, Secrets);

    // The fields are personal data.
    public override string ToString() => $"UserSnapshot {Id}";
}
