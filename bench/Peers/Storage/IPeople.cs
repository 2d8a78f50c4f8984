namespace Identity.Peers.Storage;

/// <summary>The table that a tutorial makes of Clerk's users.</summary>
internal interface IPeople
{
    Task<Person?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Writes one user in a transaction of its own, unless a newer one is there.</summary>
    Task SaveAsync(string id, string data, bool banned, long updatedAt, CancellationToken cancellationToken);
}
