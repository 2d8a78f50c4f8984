namespace Identity.Silo.Orleans;

/// <summary>The other silos of the cluster.</summary>
internal interface IOtherMembers
{
    /// <summary>Whether one of them can be asked, and has a lease.</summary>
    Task<bool> AnyHasLeaseAsync(CancellationToken cancellationToken);
}
