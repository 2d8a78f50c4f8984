using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>A user, as Clerk's webhooks and Backend API describe one. Times are unix milliseconds.</summary>
/// <remarks>Two are equal when what Clerk sent is the same, byte for byte.</remarks>
public sealed record UserResource
{
    /// <summary>The user's id.</summary>
    public required UserId Id { get; init; }

    /// <summary>The id that the customer's own system gave the user.</summary>
    public string? ExternalId { get; init; }

    public string? Username { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? ImageUrl { get; init; }

    /// <summary>The address to which <c>primary_email_address_id</c> points; null when it points nowhere.</summary>
    public string? PrimaryEmailAddress { get; init; }

    /// <summary>The number to which <c>primary_phone_number_id</c> points; null when it points nowhere.</summary>
    public string? PrimaryPhoneNumber { get; init; }

    /// <summary>The wallet to which <c>primary_web3_wallet_id</c> points; null when it points nowhere.</summary>
    public string? PrimaryWeb3Wallet { get; init; }

    /// <summary>Every address, verified or not, in Clerk's order.</summary>
    public ImmutableArray<string> EmailAddresses { get; init; } = [];

    /// <summary>Every number, verified or not, in Clerk's order.</summary>
    public ImmutableArray<string> PhoneNumbers { get; init; } = [];

    /// <summary>The address of every wallet, in Clerk's order.</summary>
    public ImmutableArray<string> Web3Wallets { get; init; } = [];

    /// <summary>The accounts at other providers by which the user signs in, in Clerk's order.</summary>
    public ImmutableArray<ExternalAccount> ExternalAccounts { get; init; } = [];

    /// <summary>An operator has shut the user out.</summary>
    public bool Banned { get; init; }

    /// <summary>Too many failed attempts have shut the user out for a while.</summary>
    public bool Locked { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The version of this snapshot: of two, the one with the greater value is newer.</summary>
    public required long UpdatedAt { get; init; }

    public long? LastSignInAt { get; init; }

    /// <summary>To the day only, and no event is promised when it changes.</summary>
    public long? LastActiveAt { get; init; }

    /// <summary>The whole object as received, <c>private_metadata</c> included; see <see cref="PublicJson"/>.</summary>
    public required RawJson Raw { get; init; }

    /// <summary>Reads a user.</summary>
    /// <param name="json">The object as UTF-8; it is copied.</param>
    /// <param name="user">The user.</param>
    /// <param name="error">A short reason that names the member and never its value.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out UserResource? user,
        [NotNullWhen(false)] out string? error) =>
        ResourceJson.TryRead(json, "user", UserReader.Read, out user, out error);

    public bool Equals(UserResource? other) => other is not null && Raw.Equals(other.Raw);

    public override int GetHashCode() => Raw.GetHashCode();
}
