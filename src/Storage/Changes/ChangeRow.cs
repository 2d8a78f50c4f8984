using System.Data.Common;
using Identity.Clerk.Identifiers;
using Identity.Storage.Inbox;

namespace Identity.Storage.Changes;

/// <summary>A row of <see cref="ChangeFeedSql"/>.</summary>
/// <param name="Purged">What was purged last; the feed's beginning when nothing was.</param>
/// <param name="Unseen">The first place that was never given.</param>
/// <param name="Change">The change; null for none.</param>
internal readonly record struct ChangeRow(ChangePosition Purged, ChangePosition Unseen, Change? Change)
{
    private const int First = 5;

    internal static ChangeRow Read(DbDataReader row) =>
        new(Purged: ReadPosition(row, 1), Unseen: ReadPosition(row, 3), row.IsDBNull(First) ? null : ReadChange(row));

    /// <summary>The place from which on nothing is shown yet.</summary>
    internal static ChangePosition ReadEnd(DbDataReader row) => ReadPosition(row, row.IsDBNull(First) ? 1 : First);

    private static ChangePosition ReadPosition(DbDataReader row, int column) =>
        new(row.GetString(0), row.GetInt64(column), row.GetInt64(column + 1));

    private static Change ReadChange(DbDataReader row) => new()
    {
        Position = ReadPosition(row, First),
        Delivery = row.IsDBNull(First + 2) ? null : MessageId.Parse(row.GetString(First + 2)),
        Type = row.IsDBNull(First + 3) ? null : row.GetString(First + 3),
        State = (InboxState)row.GetInt32(First + 4),
        Entity = row.IsDBNull(First + 5) ? null : EntityId.Parse(row.GetString(First + 5)),
        UserId = row.IsDBNull(First + 6) ? null : Clerk.Identifiers.UserId.Parse(row.GetString(First + 6)),
        OrganizationId = row.IsDBNull(First + 7) ? null : OrganizationId.Parse(row.GetString(First + 7)),
        OccurredAt = row.IsDBNull(First + 8) ? null : row.GetInt64(First + 8),
    };
}
