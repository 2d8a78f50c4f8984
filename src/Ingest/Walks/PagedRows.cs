using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Identity.Ingest.Walks;

/// <summary>Goes through a list of our own, a page at a time.</summary>
internal static class PagedRows
{
    /// <summary>The rows of a page.</summary>
    public const int Page = 500;

    /// <summary>Reads page after page until one isn't full.</summary>
    /// <param name="read">Reads at most <see cref="Page"/> rows after a position; from the start when it is null.</param>
    /// <param name="position">Where a row stands.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<TRow> ReadAsync<TRow, TPosition>(
        Func<TPosition?, CancellationToken, Task<ImmutableArray<TRow>>> read,
        Func<TRow, TPosition> position,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPosition : struct
    {
        TPosition? last = null;
        ImmutableArray<TRow> page;
        do
        {
            page = await read(last, cancellationToken);
            foreach (var row in page) yield return row;
            if (!page.IsEmpty) last = position(page[^1]);
        }
        while (page.Length == Page);
    }
}
