using System.Collections.Immutable;
using System.Data.Common;
using Identity.Storage.Commits;

namespace Identity.Storage;

/// <summary>Reads with statements that both databases understand.</summary>
internal interface IQueries
{
    /// <summary>The rows of a query.</summary>
    /// <param name="sql">
    /// A literal, or made of literals once. Its parameters are <c>$1</c>, <c>$2</c> and so on.
    /// </param>
    /// <param name="read">Makes a value of the current row.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <param name="values">The parameters' values, in order.</param>
    /// <exception cref="StorageUnavailableException">The database can't be read.</exception>
    ValueTask<ImmutableArray<T>> QueryAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values);
}
