using Identity.Storage.Directory.Lists.Index;

namespace Identity.Storage.Directory.Lists;

/// <summary>The words in which the databases differ about lists.</summary>
internal abstract class ListDialect
{
    /// <summary>The statements that read users for the index.</summary>
    internal abstract UserIndexSql UserIndex { get; }

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

    /// <summary>Says that the text of the user <c>u</c> holds another.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameter">What is sought, in lower case; not empty.</param>
    /// <param name="amongAll">Whether nothing else leads to the users, so that all texts are read, one after the other.</param>
    internal abstract void AddText(ListSql sql, string parameter, bool amongAll);
}
