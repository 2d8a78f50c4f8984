using Identity.Storage.Commits;

namespace Identity.Storage.GrainState;

/// <inheritdoc/>
internal sealed class GrainStateStore(CommitQueue queue, IGrainStateReader reader) : IGrainStateStore
{
    // Orleans' columns are varchar(512).
    private const int MaxLength = 512;

    /// <inheritdoc/>
    public ValueTask<StoredGrainState?> ReadAsync(GrainStateKey key, CancellationToken cancellationToken)
    {
        ThrowIfNotStorable(key);
        return reader.ReadAsync(key, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int?> WriteAsync(
        GrainStateKey key, ReadOnlyMemory<byte> payload, int? expectedVersion, CancellationToken cancellationToken)
    {
        ThrowIfNotStorable(key);
        if (payload.IsEmpty) throw new ArgumentException("A state of no bytes would read as cleared.", nameof(payload));
        return queue.SubmitAsync(new WriteGrainState(key, payload, expectedVersion), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int?> ClearAsync(GrainStateKey key, int? expectedVersion, CancellationToken cancellationToken)
    {
        ThrowIfNotStorable(key);
        return queue.SubmitAsync(new WriteGrainState(key, default, expectedVersion), cancellationToken);
    }

    private static void ThrowIfNotStorable(GrainStateKey key)
    {
        if (!IsStorable(key.StateName) || !IsStorable(key.GrainKey))
            throw new ArgumentException($"Both parts of the key must have 1 to {MaxLength} characters.", nameof(key));
    }

    private static bool IsStorable(string? text) =>
        text is { Length: > 0 and <= MaxLength } && StoredText.Clean(text) == text;
}
