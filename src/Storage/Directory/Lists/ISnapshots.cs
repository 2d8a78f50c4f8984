namespace Identity.Storage.Directory.Lists;

/// <summary>Reads several times at one moment.</summary>
internal interface ISnapshots
{
    /// <summary>
    /// Whatever these queries read is from one moment, that of the first, however much is written meanwhile.
    /// </summary>
    /// <param name="read">
    /// Runs the queries, whose statements needn't be literals, one after the other. Nothing may be awaited in it that waits
    /// for another read to begin.
    /// </param>
    /// <param name="cancellationToken">Abandons the read.</param>
    /// <exception cref="Commits.StorageUnavailableException">
    /// The database can't be read, or not in <see cref="StorageOptions.CommandTimeout"/>.
    /// </exception>
    Task<T> ReadAsync<T>(Func<IQueries, ValueTask<T>> read, CancellationToken cancellationToken);
}
