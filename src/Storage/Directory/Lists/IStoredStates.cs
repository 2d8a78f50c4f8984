namespace Identity.Storage.Directory.Lists;

/// <summary>Reads the states of many grains at once.</summary>
internal interface IStoredStates
{
    /// <summary>The payloads that are stored, by their grains' keys; those that aren't there are left out.</summary>
    ValueTask<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadAsync(
        IQueries queries, string stateName, string[] keys, CancellationToken cancellationToken);
}
