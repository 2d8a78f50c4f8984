using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>
/// The statements that list entries. Each walks a range of an index that has the list's order, or one range for each
/// state, so that a page costs the same wherever it is and however much the inbox holds.
/// </summary>
/// <remarks>
/// <para>
/// What a filter asks beyond that range is looked at row by row. With a type and a state the rarer of the two is
/// walked: nearly everything ends as applied, and little in any other state.
/// </para>
/// <para>
/// Parameters: 1 to 3 the position after which to go on, 4 the limit, 5 state, 6 type, 7 user, 8 organization, 9
/// entity; null for what the filter leaves open.
/// </para>
/// </remarks>
internal sealed class InboxListSql
{
    private const string Order = "ORDER BY received_at DESC, instance_id DESC, svix_id DESC LIMIT $4";

    private static readonly InboxState[] States = Enum.GetValues<InboxState>();

    private readonly string _isErased;
    private readonly string _ofResource;
    private readonly string _ofUser;
    private readonly string _ofOrganization;
    private readonly string _ofAnyState;
    private readonly string[] _ofState;
    private readonly string _ofType;

    internal InboxListSql(InboxDialect dialect)
    {
        _isErased = dialect.IsErased;
        _ofResource = Page($"i.entity = $9 AND {InboxSql.OfResource}");
        _ofUser = Page("i.user_id = $7");
        _ofOrganization = Page("i.organization_id = $8");
        _ofType = Page("i.type = $6");
        var byState = States.Select(state => $"i.state = {(int)state}").ToArray();
        _ofState = [.. byState.Select(state => Page(state))];
        _ofAnyState = Page(byState);
    }

    /// <summary>The statement for a filter; always the same object for filters of one shape.</summary>
    internal string For(InboxFilter filter) => filter switch
    {
        { UserId: not null } => _ofUser,
        { OrganizationId: not null, Entity: null or { Kind: EntityKind.Organization } } => _ofOrganization,
        { Entity: not null } => _ofResource,
        { Type: not null, State: null or InboxState.Applied } => _ofType,
        { State: { } state } => _ofState[(int)state],
        _ => _ofAnyState,
    };

    // Each range gives a page of its own, of which the whole page is a part: what is sorted is a few pages at most.
    private string Page(params string[] ranges) => ranges.Length == 1
        ? $"{Range(ranges[0])} {Order}"
        : string.Join("\nUNION ALL\n", ranges.Select((range, i) => $"SELECT * FROM ({Range(range)} {Order}) AS r{i}"))
            + $"\n{Order}";

    private string Range(string range) =>
        $"""
        SELECT {InboxSql.Columns}, {_isErased} AS body_erased
        FROM inbox i
        WHERE {range} AND (i.received_at, i.instance_id, i.svix_id) < ($1, $2, $3)
          AND (i.state = $5 OR $5 IS NULL) AND (i.type = $6 OR $6 IS NULL) AND (i.user_id = $7 OR $7 IS NULL)
          AND (i.organization_id = $8 OR $8 IS NULL) AND (i.entity = $9 OR $9 IS NULL)
        """;
}
