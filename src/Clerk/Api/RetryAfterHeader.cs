using System.Net.Http.Headers;

namespace Identity.Clerk.Api;

/// <summary>How long a server asks to be left alone (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfterHeader
{
    /// <summary>What it asks for, never less than nothing; null when it doesn't ask.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers)
    {
        // A date is meant by the clock of the one who wrote it, which the answer shows (RFC 9110, section 6.6.1).
        var wait = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - headers.Date);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
