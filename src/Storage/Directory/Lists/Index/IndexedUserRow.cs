using System.Data.Common;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>The columns of a user.</summary>
internal static class IndexedUserRow
{
    /// <summary>Those of the user <c>u</c> that both databases have there. The text comes behind them.</summary>
    internal const string Columns =
        """
        u.user_id, u.deleted, u.banned, u.email_address, u.web3_wallet, u.first_name, u.last_name, u.phone_number,
          u.username, u.created_at, u.updated_at, u.last_active_at, u.last_sign_in_at
        """;

    /// <param name="row">The row.</param>
    /// <param name="from">The first of the columns.</param>
    /// <returns>Null for a row of nulls.</returns>
    internal static IndexedUser? Read(DbDataReader row, int from)
    {
        if (row.IsDBNull(from)) return null;
        return new IndexedUser
        {
            Id = UserId.Parse(row.GetString(from)),
            IsDeleted = row.GetBoolean(from + 1),
            IsBanned = row.GetBoolean(from + 2),
            EmailAddress = Text(row, from + 3),
            Web3Wallet = Text(row, from + 4),
            FirstName = Text(row, from + 5),
            LastName = Text(row, from + 6),
            PhoneNumber = Text(row, from + 7),
            Username = Text(row, from + 8),
            CreatedAt = Time(row, from + 9),
            UpdatedAt = Time(row, from + 10),
            LastActiveAt = Time(row, from + 11),
            LastSignInAt = Time(row, from + 12),
            Body = Text(row, from + 13) ?? "",
        };
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Time(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
