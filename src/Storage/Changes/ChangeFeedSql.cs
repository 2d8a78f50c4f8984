namespace Identity.Storage.Changes;

/// <summary>
/// The statements that read the feed, in the words of one database. Each gives the feed's name, the commit and the ordinal
/// of what was purged last, and the first commit and ordinal that were never given, all of one snapshot with the rows.
/// </summary>
/// <param name="Next">
/// Parameters: 1 the commit and 2 the ordinal after which to go on, 3 the limit. With the columns of <see cref="Change"/>
/// behind: commit, ordinal, message, type, state, entity, user, organization, time. One row of nulls for no change.
/// </param>
/// <param name="Last">With the commit and the ordinal of the last change that is shown, or nulls.</param>
internal sealed record ChangeFeedSql(string Next, string Last);
