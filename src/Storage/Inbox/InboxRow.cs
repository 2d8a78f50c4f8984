using System.Data.Common;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>Reads what the statements of <see cref="InboxSql"/> return, from either database.</summary>
internal static class InboxRow
{
    /// <summary>The number of the first column after <see cref="InboxSql.Columns"/>.</summary>
    internal const int Next = 11;

    /// <summary>An entry whose next column is its body, or null when that was erased.</summary>
    internal static InboxEntry ReadWithBody(DbDataReader row)
    {
        var isErased = row.IsDBNull(Next);
        return Read(row) with { Body = isErased ? default : row.GetFieldValue<byte[]>(Next), BodyErased = isErased };
    }

    /// <summary>An entry whose next column says whether its body was erased.</summary>
    internal static InboxEntry ReadWithoutBody(DbDataReader row) =>
        Read(row) with { BodyErased = row.GetBoolean(Next) };

    /// <summary>An entry's position, from the first three columns.</summary>
    internal static InboxPosition ReadPosition(DbDataReader row) =>
        new(row.GetInt64(0), InstanceId.Parse(row.GetString(1)), MessageId.Parse(row.GetString(2)));

    /// <summary>Whether the body in the fourth column, if there is one, mentions an id.</summary>
    internal static bool Mentions(DbDataReader row, byte[] id) =>
        !row.IsDBNull(3) && Mention.IsIn(row.GetFieldValue<byte[]>(3), id);

    /// <summary>The row of <see cref="InboxSql.Counts"/>.</summary>
    internal static InboxCounts ReadCounts(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3));

    private static InboxEntry Read(DbDataReader row) => new()
    {
        InstanceId = InstanceId.Parse(row.GetString(0)),
        Id = MessageId.Parse(row.GetString(1)),
        Type = row.GetString(2),
        OccurredAt = row.GetInt64(3),
        ReceivedAt = row.GetInt64(4),
        Entity = row.IsDBNull(5) ? null : EntityId.Parse(row.GetString(5)),
        UserId = row.IsDBNull(6) ? null : UserId.Parse(row.GetString(6)),
        OrganizationId = row.IsDBNull(7) ? null : OrganizationId.Parse(row.GetString(7)),
        State = (InboxState)row.GetInt32(8),
        Attempts = row.GetInt32(9),
        Reason = row.IsDBNull(10) ? null : row.GetString(10),
        Body = default,
    };
}
