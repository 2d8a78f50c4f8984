namespace Identity.Storage.Commits;

/// <summary>
/// The database can't be reached, is full, locked or too slow, or too many writes wait for it. Whether the write happened
/// is unknown: every operation may be repeated.
/// </summary>
public sealed class StorageUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
