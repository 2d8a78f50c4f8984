namespace Identity.Clerk.Tokens;

/// <summary>
/// Clerk's public keys can't be had: not fetched yet, or too old, and the endpoint doesn't answer as it should.
/// </summary>
/// <remarks>It says nothing about a token. Whoever gets it can't verify, and answers 503 rather than 401.</remarks>
public sealed class SigningKeysUnavailableException : Exception
{
    public SigningKeysUnavailableException()
        : this("Clerk's signing keys are not available.")
    {
    }

    public SigningKeysUnavailableException(string message)
        : base(message)
    {
    }

    public SigningKeysUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
