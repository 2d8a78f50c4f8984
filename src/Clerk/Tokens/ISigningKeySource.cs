namespace Identity.Clerk.Tokens;

/// <summary>Where the public keys come from that session tokens are signed with.</summary>
public interface ISigningKeySource
{
    /// <summary>Finds a key by its exact id. Completes synchronously when the key is at hand.</summary>
    /// <param name="kid">What the token's header says; empty when it says nothing.</param>
    /// <param name="ct">Ends the waiting, not the work that others wait for too.</param>
    /// <returns>The key; null if there is none of that id.</returns>
    /// <exception cref="SigningKeysUnavailableException">
    /// The keys can't be had, so that nothing can be said about any token.
    /// </exception>
    ValueTask<SigningKey?> FindAsync(string kid, CancellationToken ct);
}
