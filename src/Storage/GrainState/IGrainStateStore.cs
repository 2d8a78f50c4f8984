using Identity.Storage.Commits;

namespace Identity.Storage.GrainState;

/// <summary>The grains' states. Every write names the version it replaces, and one of two that name the same loses.</summary>
/// <remarks>
/// Every method may throw <see cref="StorageUnavailableException"/>; whether the write happened is then unknown, so the
/// state must be read again.
/// </remarks>
public interface IGrainStateStore
{
    /// <summary>Reads a state; null when none was ever written.</summary>
    ValueTask<StoredGrainState?> ReadAsync(GrainStateKey key, CancellationToken cancellationToken);

    /// <summary>Writes a state over the expected version; null expects that none was ever written.</summary>
    /// <remarks>The payload's memory must not change until the write is answered, cancelled or not.</remarks>
    /// <returns>The new version; null for a conflict, and nothing is stored.</returns>
    /// <exception cref="ArgumentException">The payload is empty, or the key's parts aren't 1 to 512 characters.</exception>
    Task<int?> WriteAsync(
        GrainStateKey key, ReadOnlyMemory<byte> payload, int? expectedVersion, CancellationToken cancellationToken);

    /// <summary>Takes the payload away and keeps the row, so that versions go on.</summary>
    /// <inheritdoc cref="WriteAsync" path="/returns"/>
    Task<int?> ClearAsync(GrainStateKey key, int? expectedVersion, CancellationToken cancellationToken);
}
