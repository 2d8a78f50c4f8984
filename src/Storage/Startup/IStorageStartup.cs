using Identity.Clerk.Identifiers;
using Identity.Storage.Commits;

namespace Identity.Storage.Startup;

/// <summary>Brings storage up; nothing else of it may be used before.</summary>
public interface IStorageStartup
{
    /// <summary>Cancelled when another process took the database over: this one must stop at once.</summary>
    CancellationToken LockLost { get; }

    /// <summary>
    /// Takes the database for this process, creates or migrates its schema, and begins to write. May be called again after
    /// it failed; once it has succeeded, another call does nothing.
    /// </summary>
    /// <exception cref="DatabaseInUseException">Another process has the database.</exception>
    /// <exception cref="NewerSchemaException">A newer version of this program has migrated the database.</exception>
    /// <exception cref="StorageUnavailableException">The database can't be reached or opened.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the first Clerk instance that this database ever belonged to, and returns it; from then on
    /// <paramref name="candidate"/> changes nothing.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The database can't be written.</exception>
    Task<InstanceId> PinInstanceAsync(InstanceId candidate, CancellationToken cancellationToken);

    /// <summary>The Clerk instance that this database belongs to; null before the first one was kept.</summary>
    /// <exception cref="StorageUnavailableException">The database can't be read.</exception>
    ValueTask<InstanceId?> FindInstanceAsync(CancellationToken cancellationToken);
}
