namespace Identity.Clerk.Tokens;

/// <summary>Shows the public keys that session tokens are verified with, so that others can verify them too.</summary>
public interface IPublishedKeys
{
    /// <summary>The keys; one that was configured has no id.</summary>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="SigningKeysUnavailableException">The keys can't be had.</exception>
    ValueTask<IReadOnlyList<SigningKey>> ListAsync(CancellationToken ct);
}
