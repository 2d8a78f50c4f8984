namespace Identity.Ingest.Walks;

/// <summary>A walk over all that Clerk lists.</summary>
internal interface IWalk
{
    /// <summary>Walks, and says how far it is.</summary>
    /// <exception cref="Clerk.Api.BackendApiException">Clerk refuses, or failed too often.</exception>
    /// <exception cref="WrongInstanceException">The secret key is another instance's.</exception>
    Task<WalkReport> RunAsync(IProgress<WalkProgress> progress, CancellationToken cancellationToken);
}
