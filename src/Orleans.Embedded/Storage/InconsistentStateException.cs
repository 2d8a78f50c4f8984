using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Storage holds another version of the state than the activation believed. When it escapes a grain method, the
/// activation is deactivated, so that the next call reads what storage holds.
/// </summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>No more is known.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>In words.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>In words, with the storage's own exception.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>In words, with the two versions and the storage's own exception.</summary>
    public InconsistentStateException(
        string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>In words, with the two versions.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>With the two versions and the storage's own exception.</summary>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>The version in storage, if it is known.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version that the activation believed in.</summary>
    public string? CurrentEtag { get; }

    /// <summary>
    /// The exception comes from the activation that it passes through now. The engine takes the mark off when it
    /// deactivates that one, so that a caller up the chain isn't deactivated for another grain's conflict.
    /// </summary>
    internal bool IsSourceActivation { get; set; } = true;
}
