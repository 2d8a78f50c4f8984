using System.Collections.Immutable;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>An account at another provider by which a user signs in.</summary>
/// <param name="Provider">Clerk's word for the provider, e.g. <c>oauth_google</c>.</param>
/// <param name="ProviderUserId">The account's id there.</param>
public readonly record struct ExternalAccount(string Provider, string ProviderUserId)
{
    private static readonly JsonMembers Members = new("provider", "provider_user_id");

    // The fields are personal data.
    public override string ToString() => $"ExternalAccount {Provider}";

    /// <summary>
    /// Those of a list that say both. Whatever else is in it is left out: nobody is kept out for an account that only a
    /// search needs.
    /// </summary>
    internal static ImmutableArray<ExternalAccount> ReadList(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty) return [];
        var accounts = ImmutableArray.CreateBuilder<ExternalAccount>();
        var items = new JsonItems(json);
        while (items.Next(out var item) && accounts.Count < ContactList.MaxCount)
        {
            if (TryRead(item) is { } account) accounts.Add(account);
        }

        return accounts.DrainToImmutable();
    }

    private static ExternalAccount? TryRead(ReadOnlySpan<byte> json)
    {
        var (provider, id) = ((string?)null, (string?)null);
        var cursor = new JsonObjectCursor(json, Members, "");
        while (cursor.Next())
        {
            if (cursor.Member == "provider") provider = cursor.TextOrNull();
            else id = cursor.TextOrNull();
        }

        return cursor.Problem is null && provider is not null && id is not null ? new(provider, id) : null;
    }
}
