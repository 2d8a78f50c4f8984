namespace Identity.Storage.Directory.Lists;

/// <summary>The words in which the databases differ about lists.</summary>
internal abstract class ListDialect
{
    // To look a user up and to sort it takes about so many times as long as to walk past it in the order of creation, in
    // which they lie; in another order it takes about as long.
    private const int LookupCost = 2;

    // A count reads the rows as they lie, one after the other.
    private const int LookupCostOfCount = 5;

    // So many are looked up even where a walk may be shorter: it may be long, too, where the order has to do with the text.
    private const long AlwaysLookedUp = 25_000;

    /// <summary>Whether a value is one of a list, which is the parameter.</summary>
    /// <param name="value">An expression.</param>
    /// <param name="parameter">Holds what <see cref="Values"/> gave.</param>
    internal abstract string IsIn(string value, string parameter);

    /// <summary>A list as the value of a parameter.</summary>
    internal abstract object Values(IEnumerable<string> values);

    /// <summary>Whether a text holds another, to the letter.</summary>
    internal abstract string Contains(string value, string parameter);

    /// <summary>Whether the name of the user <c>u</c>, in lower case, holds a text.</summary>
    internal abstract string NameContains(string parameter);

    /// <summary>
    /// Of how many users at most it is quicker to look all of them up, and to sort them, than to walk over all users: in the
    /// list's order until its page is full, or as they lie to count them.
    /// </summary>
    /// <param name="walked">How many of the former the walk has to find; see <see cref="ListSql.Walked"/>.</param>
    /// <param name="users">How many the latter are.</param>
    protected static long MostLookedUp(long walked, long users)
    {
        if (walked == ListSql.All) return users / LookupCostOfCount;
        // Of m users among n, a walk has gone past walked * n / m when it has found as many as it wants.
        var asLong = (long)Math.Sqrt((double)Math.Min(walked, users) * users / LookupCost);
        return Math.Max(asLong, Math.Min(AlwaysLookedUp, users / LookupCost));
    }

    /// <summary>Says that the text of the user <c>u</c> holds another.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="text">What is sought, in lower case; not empty.</param>
    /// <param name="queries">The moment that the statement is about.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    internal abstract ValueTask AddTextAsync(
        ListSql sql, string text, IQueries queries, CancellationToken cancellationToken);
}
