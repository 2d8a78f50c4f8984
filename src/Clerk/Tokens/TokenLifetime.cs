namespace Identity.Clerk.Tokens;

/// <summary>
/// When a token is in force. Its times are unix seconds; our clock is read to the millisecond, as Clerk's SDK does.
/// </summary>
internal readonly record struct TokenLifetime(long ExpiresAt, long? NotBefore, long? IssuedAt)
{
    /// <summary>The latest time that is read: the end of the year 9999.</summary>
    public const long MaxUnixSeconds = 253_402_300_799;

    // A token lives for 60 s by default, and customers may choose longer. A session token that lives for more than a
    // day is a mistake or an attack: nothing would end it in time.
    private const long MaxSeconds = 24 * 60 * 60;

    /// <summary>Null, or why the token isn't in force.</summary>
    public TokenRejection? Check(DateTimeOffset utcNow, TimeSpan skew)
    {
        var now = utcNow.ToUnixTimeMilliseconds();
        var allowed = (long)skew.TotalMilliseconds;
        if (ExpiresAt * 1000 <= now - allowed) return TokenRejection.Expired;
        if (NotBefore * 1000 > now + allowed) return TokenRejection.NotActiveYet;
        if (IssuedAt * 1000 > now + allowed) return TokenRejection.IssuedInTheFuture;
        if (ExpiresAt < IssuedAt) return TokenRejection.InvalidLifetime;
        var issuedAt = IssuedAt ?? (now + allowed) / 1000;
        return ExpiresAt - issuedAt > MaxSeconds ? TokenRejection.InvalidLifetime : null;
    }
}
