using Identity.Ingest.Listings;

namespace Identity.Ingest.Reconcile;

/// <summary>What is known here of a kind that Clerk lists.</summary>
internal interface IKnownEntities
{
    /// <summary>Clerk's list of them.</summary>
    Listing Listing { get; }

    /// <summary>Those that were created in this time, by Clerk's word.</summary>
    /// <param name="from">Unix time in milliseconds, included.</param>
    /// <param name="to">Unix time in milliseconds, excluded.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<Suspect> ListAsync(long from, long to, CancellationToken cancellationToken);

    /// <summary>Asks Clerk for exactly this one.</summary>
    Task<bool> IsGoneAsync(Suspect suspect, CancellationToken cancellationToken);
}
