namespace Identity.Storage.Commits;

/// <summary>A write that waits for the next commit.</summary>
internal abstract class StorageCommand
{
    /// <summary>About how many bytes it brings along.</summary>
    internal virtual int Size => 0;

    /// <summary>
    /// Commands of one commit may be executed in any order, so of those with an equal key only one takes part in it.
    /// Null: it may share a commit with anything.
    /// </summary>
    internal virtual object? OrderKey => null;

    /// <summary>Whether its commit must be on the disk, not only handed to the operating system, when it is answered.</summary>
    internal virtual bool MustBeOnDisk => false;

    /// <summary>
    /// Whether it changed anything, so that its commit shows that the database takes writes. One that found nothing to do
    /// commits on a full disk too.
    /// </summary>
    internal virtual bool HasWritten => true;

    /// <summary>Whether its caller was answered already, because it waited too long.</summary>
    internal abstract bool IsAnswered { get; }

    /// <summary>Gives the caller the result that the executor set.</summary>
    internal abstract void Succeed();

    /// <summary>Gives the caller an exception.</summary>
    internal abstract void Fail(Exception exception);
}
