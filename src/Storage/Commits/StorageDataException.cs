namespace Identity.Storage.Commits;

/// <summary>The database is well but refuses this one write, and would again. Nothing of it is stored.</summary>
public sealed class StorageDataException(string message, Exception? innerException = null)
    : Exception(message, innerException);
