namespace Identity.Storage.GrainState;

/// <summary>A database's side of reading grain state.</summary>
internal interface IGrainStateReader
{
    /// <inheritdoc cref="IGrainStateStore.ReadAsync"/>
    ValueTask<StoredGrainState?> ReadAsync(GrainStateKey key, CancellationToken cancellationToken);
}
