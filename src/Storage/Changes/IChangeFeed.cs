using Identity.Storage.Commits;

namespace Identity.Storage.Changes;

/// <summary>
/// All changes, whichever process made them, for who watches. Nothing that must be done is driven by it: the inbox is.
/// </summary>
/// <remarks>
/// <para>
/// A position only ever grows, and no change appears before one that was read already: who goes on from the last position
/// read misses nothing that is kept. So a change is shown when every write that began before it has ended.
/// </para>
/// <para>Every method may throw <see cref="StorageUnavailableException"/>.</para>
/// </remarks>
public interface IChangeFeed
{
    /// <summary>The place from which on nothing is shown yet.</summary>
    ValueTask<ChangePosition> EndAsync(CancellationToken cancellationToken);

    /// <summary>What comes after a place.</summary>
    /// <param name="after">The place; null for all that is kept.</param>
    /// <param name="limit">The most changes, 1 to 500.</param>
    /// <param name="cancellationToken">Abandons the read.</param>
    ValueTask<ChangePage> ReadAsync(ChangePosition? after, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes the oldest changes that are old enough; who hasn't read them is told of a gap.</summary>
    /// <param name="recordedBefore">Unix time in milliseconds, by our own clock.</param>
    /// <param name="limit">The most changes, 1 to 500; a result that is smaller says that no more were there.</param>
    /// <param name="cancellationToken">Abandons the wait.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> PurgeAsync(long recordedBefore, int limit, CancellationToken cancellationToken);
}
