using System.Net;

namespace Identity.Clerk.Api;

/// <summary>Clerk's Backend API didn't give the answer that was asked for.</summary>
/// <remarks>
/// Says nothing about whether what was asked for exists: that it doesn't is a value, not this exception.
/// </remarks>
public sealed class BackendApiException : Exception
{
    public BackendApiException()
        : this("Clerk's Backend API failed.")
    {
    }

    public BackendApiException(string message)
        : base(message)
    {
    }

    public BackendApiException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An answer with another status.</summary>
    public BackendApiException(HttpStatusCode status, TimeSpan? retryAfter, string? code = null)
        : base($"Clerk's Backend API answered {(int)status}{(code is null ? "" : $" ({code})")}.") =>
        (Status, RetryAfter, Code) = (status, retryAfter, code);

    /// <summary>The answer's status; null if there was none, or it couldn't be read.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>How long Clerk asks to be left alone; null if it doesn't say. Clerk says it with 429.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// Clerk's word for what is wrong, such as <c>organization_not_enabled_in_instance</c> (403) or
    /// <c>clerk_key_invalid</c> (401): letters, digits and underscores. Null if it gives none.
    /// </summary>
    public string? Code { get; }
}
