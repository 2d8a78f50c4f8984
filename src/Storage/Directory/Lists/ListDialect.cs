namespace Identity.Storage.Directory.Lists;

/// <summary>The words in which the databases differ about lists.</summary>
internal abstract class ListDialect
{
    /// <summary>Whether a value is one of a list, which is the parameter.</summary>
    /// <param name="value">An expression.</param>
    /// <param name="parameter">Holds what <see cref="Values"/> gave.</param>
    internal abstract string IsIn(string value, string parameter);

    /// <summary>A list as the value of a parameter.</summary>
    internal abstract object Values(IEnumerable<string> values);

    /// <summary>Whether a text holds another, to the letter.</summary>
    internal abstract string Contains(string value, string parameter);

    /// <summary>Says that a user's text holds another.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="userId">An expression for the user's id.</param>
    /// <param name="text">What is sought, in lower case; not empty.</param>
    /// <param name="queries">The moment that the statement is about.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    internal abstract ValueTask AddTextAsync(
        ListSql sql, string userId, string text, IQueries queries, CancellationToken cancellationToken);
}
