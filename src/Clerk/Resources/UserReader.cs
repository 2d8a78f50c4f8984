using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>Reads a <see cref="UserResource"/>.</summary>
internal static class UserReader
{
    private static readonly JsonMembers EmailAddress = new("id", "email_address");
    private static readonly JsonMembers PhoneNumber = new("id", "phone_number");
    private static readonly JsonMembers Web3Wallet = new("id", "web3_wallet");
    private static readonly JsonMembers Members = new(
        "id",
        "external_id",
        "username",
        "first_name",
        "last_name",
        "image_url",
        "primary_email_address_id",
        "primary_phone_number_id",
        "email_addresses",
        "phone_numbers",
        "web3_wallets",
        "primary_web3_wallet_id",
        "external_accounts",
        "banned",
        "locked",
        "created_at",
        "updated_at",
        "last_sign_in_at",
        "last_active_at");

    public static UserResource? Read(ReadOnlySpan<byte> json, string path, out string? problem)
    {
        UserId id = default;
        var (externalId, username, firstName, lastName) = ((string?)null, (string?)null, (string?)null, (string?)null);
        var (imageUrl, primaryEmail, primaryPhone) = ((string?)null, (string?)null, (string?)null);
        string? primaryWallet = null;
        ImmutableArray<ExternalAccount> accounts = [];
        var (emails, phones, wallets) = (ContactList.Empty, ContactList.Empty, ContactList.Empty);
        var (banned, locked) = (false, false);
        var (createdAt, updatedAt) = (0L, 0L);
        var (lastSignInAt, lastActiveAt) = ((long?)null, (long?)null);

        var cursor = new JsonObjectCursor(json, Members, path);
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "id": id = cursor.Id<UserId>(); break;
                case "external_id": externalId = cursor.TextOrNull(); break;
                case "username": username = cursor.TextOrNull(); break;
                case "first_name": firstName = cursor.TextOrNull(); break;
                case "last_name": lastName = cursor.TextOrNull(); break;
                case "image_url": imageUrl = cursor.TextOrNull(); break;
                case "primary_email_address_id": primaryEmail = cursor.TextOrNull(); break;
                case "primary_phone_number_id": primaryPhone = cursor.TextOrNull(); break;
                case "email_addresses": emails = ContactList.Read(ref cursor, EmailAddress, path); break;
                case "phone_numbers": phones = ContactList.Read(ref cursor, PhoneNumber, path); break;
                case "web3_wallets": wallets = ContactList.Read(ref cursor, Web3Wallet, path); break;
                case "primary_web3_wallet_id": primaryWallet = cursor.TextOrNull(); break;
                case "external_accounts" when !cursor.IsNull: accounts = ExternalAccount.ReadList(cursor.List()); break;
                case "banned": banned = cursor.Flag(); break;
                case "locked": locked = cursor.Flag(); break;
                case "created_at": createdAt = cursor.Time(); break;
                case "updated_at": updatedAt = cursor.Time(); break;
                case "last_sign_in_at": lastSignInAt = cursor.TimeOrNull(); break;
                case "last_active_at": lastActiveAt = cursor.TimeOrNull(); break;
            }
        }

        cursor.Require("id");
        cursor.Require("created_at");
        cursor.Require("updated_at");
        problem = cursor.Problem;
        return problem is not null ? null : new UserResource
        {
            Id = id,
            ExternalId = externalId,
            Username = username,
            FirstName = firstName,
            LastName = lastName,
            ImageUrl = imageUrl,
            PrimaryEmailAddress = emails.Find(primaryEmail),
            PrimaryPhoneNumber = phones.Find(primaryPhone),
            PrimaryWeb3Wallet = wallets.Find(primaryWallet),
            EmailAddresses = emails.Values,
            PhoneNumbers = phones.Values,
            Web3Wallets = wallets.Values,
            ExternalAccounts = accounts,
            Banned = banned,
            Locked = locked,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            LastSignInAt = lastSignInAt,
            LastActiveAt = lastActiveAt,
            Raw = RawJson.Copy(json),
        };
    }
}
