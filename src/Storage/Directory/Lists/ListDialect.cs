namespace Identity.Storage.Directory.Lists;

/// <summary>The words in which the databases differ about lists.</summary>
internal abstract class ListDialect
{
    /// <summary>How many texts of the first in a list's order are read to know whether it has to do with a text.</summary>
    internal const int FirstTexts = 200;

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
    /// Whether a list's order has nothing to do with a text, going by the first in that order: a walk that looks for those
    /// who match is then as long as one would expect.
    /// </summary>
    /// <param name="matching">How many of the first match.</param>
    /// <param name="first">How many were asked.</param>
    /// <param name="matches">How many match of all.</param>
    /// <param name="users">How many all are.</param>
    internal static bool IsAnyOrder(long matching, long first, double matches, long users) =>
        // A quarter of what one would expect is the bound for being unlucky.
        matching * 4.0 * users >= first * matches;

    /// <summary>Says that the text of the user <c>u</c> holds another.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="text">What is sought, in lower case; not empty.</param>
    /// <param name="queries">The moment that the statement is about.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    internal abstract ValueTask AddTextAsync(
        ListSql sql, string text, IQueries queries, CancellationToken cancellationToken);
}
