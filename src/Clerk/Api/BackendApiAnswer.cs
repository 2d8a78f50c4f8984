namespace Identity.Clerk.Api;

/// <summary>What Clerk's Backend API answered, for whoever asked through here.</summary>
public sealed record BackendApiAnswer
{
    /// <summary>The header by which Clerk finds an answer again.</summary>
    public const string TraceHeader = "x-clerk-trace-id";

    public required int Status { get; init; }

    /// <summary>The body's type to the letter; null for none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The header <c>Retry-After</c> to the letter; null for none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>What that header means; null without one.</summary>
    public TimeSpan? Pause { get; init; }

    /// <inheritdoc cref="TraceHeader"/>
    public string? TraceId { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether Clerk did what was asked for.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    // The body is personal data, or a secret.
    public override string ToString() => $"BackendApiAnswer {Status}";
}
