namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>Where the keys are that several fronts, and the next start, must have in common.</summary>
internal interface IAssertionKeyStore
{
    /// <summary>
    /// Gives the keys, having made the one that is due and removed those that are done with. At least one.
    /// </summary>
    /// <exception cref="IOException">The store can't be used now.</exception>
    /// <exception cref="UnauthorizedAccessException">The store may not be used.</exception>
    Task<AssertionKeyRing> LoadAsync(CancellationToken cancellationToken);
}
