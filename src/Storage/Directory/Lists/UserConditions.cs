using System.Collections.Immutable;

namespace Identity.Storage.Directory.Lists;

/// <summary>Says which users are meant, of a statement in which their rows are called <c>u</c>.</summary>
internal static class UserConditions
{
    /// <param name="sql">The statement.</param>
    /// <param name="filter">Who is meant.</param>
    /// <param name="amongAll">Whether nothing but this leads to the users.</param>
    internal static void Add(ListSql sql, UserFilter filter, bool amongAll)
    {
        sql.AndSigned(filter.UserIds, ids => sql.Dialect.IsIn("u.user_id", ids));
        sql.AndSigned(filter.ExternalIds, ids => HasIdentifier(sql, IdentifierKind.ExternalId, ids));
        sql.AndSigned(filter.OrganizationIds, ids => IsMember(sql, ids));
        AddIdentifiers(sql, IdentifierKind.Email, filter.EmailAddresses);
        AddIdentifiers(sql, IdentifierKind.Phone, filter.PhoneNumbers);
        AddIdentifiers(sql, IdentifierKind.Username, filter.Usernames);
        AddIdentifiers(sql, IdentifierKind.Wallet, filter.Web3Wallets);
        AddProvider(sql, filter);
        if (filter.Banned is { } banned) sql.And(banned ? "u.banned" : "NOT u.banned");
        sql.AndWindow("u.created_at", filter.CreatedAt);
        sql.AndWindow("u.last_active_at", filter.LastActiveAt);
        sql.AndWindow("u.last_sign_in_at", filter.LastSignInAt);
        AddTexts(sql, filter, amongAll);
    }

    private static void AddTexts(ListSql sql, UserFilter filter, bool amongAll)
    {
        (string? Text, Func<string, string>? Holds)[] texts =
        [
            (filter.Text, null),
            (filter.EmailText, text => IdentifierHolds(sql, IdentifierKind.Email, text)),
            (filter.PhoneText, text => IdentifierHolds(sql, IdentifierKind.Phone, text)),
            (filter.UsernameText, text => IdentifierHolds(sql, IdentifierKind.Username, text)),
            (filter.NameText, sql.Dialect.NameContains),
        ];
        foreach (var (text, holds) in texts)
        {
            if (text is null) continue;
            if (DirectoryText.NormalizeSearch(text) is not { } folded)
            {
                sql.And("false");
                continue;
            }

            // What is in one line is in all of them together, and those are at hand.
            sql.Dialect.AddText(sql, sql.Parameter(folded), amongAll);
            if (holds is not null) sql.And(holds(sql.Parameter(folded)));
        }
    }

    private static string IdentifierHolds(ListSql sql, IdentifierKind kind, string text) =>
        $"""
        EXISTS (
            SELECT 1 FROM user_identifiers i
            WHERE i.user_id = u.user_id AND i.kind = {(int)kind} AND {sql.Dialect.Contains("lower(i.value)", text)})
        """;

    private static void AddIdentifiers(ListSql sql, IdentifierKind kind, ImmutableArray<string> values)
    {
        if (values.Length == 0) return;
        var normal = values.Select(value => DirectoryText.Normalize(kind, value)).OfType<string>();
        sql.And(HasIdentifier(sql, kind, sql.Parameter(sql.Dialect.Values(normal))));
    }

    private static void AddProvider(ListSql sql, UserFilter filter)
    {
        if (filter.Provider is not { } provider) return;
        if (filter.ProviderUserIds.Length > 0)
        {
            AddIdentifiers(
                sql,
                IdentifierKind.Account,
                [.. filter.ProviderUserIds.Select(id => DirectoryText.AccountOf(provider, id))]);
            return;
        }

        // A semicolon is what follows a colon.
        var (from, to) = (StoredText.Clean($"{provider}:"), StoredText.Clean($"{provider};"));
        sql.And(
            $"""
            u.user_id IN (
                SELECT i.user_id FROM user_identifiers i
                WHERE i.kind = {(int)IdentifierKind.Account}
                  AND i.value >= {sql.Parameter(from)} AND i.value < {sql.Parameter(to)})
            """);
    }

    private static string HasIdentifier(ListSql sql, IdentifierKind kind, string values) =>
        $"""
        u.user_id IN (
            SELECT i.user_id FROM user_identifiers i WHERE i.kind = {(int)kind} AND {sql.Dialect.IsIn("i.value", values)})
        """;

    private static string IsMember(ListSql sql, string organizations) =>
        $"""
        u.user_id IN (
            SELECT m.user_id FROM memberships m
            WHERE NOT m.deleted AND {sql.Dialect.IsIn("m.organization_id", organizations)}
              AND NOT coalesce((SELECT o.deleted FROM organizations o WHERE o.organization_id = m.organization_id), false))
        """;
}
