using System.Text.Json.Serialization;
using Identity.Clerk.Json;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Merging;

namespace Identity.Grains.Users;

/// <summary>A user's profile under its version. What is stored is the raw resource; the rest is read from it.</summary>
[JsonConverter(typeof(UserProfileJsonConverter))]
internal sealed record UserProfile(EventVersion Version, UserSnapshot Snapshot)
{
    public static UserProfile From(UserResource user, EventVersion version) => new(version, new UserSnapshot
    {
        Id = user.Id,
        ExternalId = user.ExternalId,
        Username = user.Username,
        FirstName = user.FirstName,
        LastName = user.LastName,
        ImageUrl = user.ImageUrl,
        PrimaryEmailAddress = user.PrimaryEmailAddress,
        PrimaryPhoneNumber = user.PrimaryPhoneNumber,
        Banned = user.Banned,
        Locked = user.Locked,
        CreatedAt = user.CreatedAt,
        UpdatedAt = user.UpdatedAt,
        Raw = user.Raw,
        Secrets = PublicJson.FindSecrets(user.Raw.Bytes.Span),
    });

    public UserEntry ToEntry(long revision)
    {
        // The contact lists are asked for on changes only, so they aren't kept in memory.
        _ = UserResource.TryRead(Snapshot.Raw.Bytes.Span, out var user, out _);
        return new UserEntry
        {
            Id = user!.Id,
            Revision = revision,
            Banned = user.Banned,
            ExternalId = user.ExternalId,
            Username = user.Username,
            FirstName = user.FirstName,
            LastName = user.LastName,
            EmailAddresses = user.EmailAddresses,
            PhoneNumbers = user.PhoneNumbers,
            CreatedAt = user.CreatedAt,
            UpdatedAt = user.UpdatedAt,
            LastSignInAt = user.LastSignInAt,
            PrimaryEmailAddress = user.PrimaryEmailAddress,
            PrimaryPhoneNumber = user.PrimaryPhoneNumber,
            PrimaryWeb3Wallet = user.PrimaryWeb3Wallet,
            Web3Wallets = user.Web3Wallets,
            ExternalAccounts = [.. user.ExternalAccounts.Select(a => (a.Provider, a.ProviderUserId))],
            LastActiveAt = user.LastActiveAt,
        };
    }
}
