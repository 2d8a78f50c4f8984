using System.Collections.Immutable;

namespace Identity.Clerk.Api;

/// <summary>Something that a back end wants changed at Clerk, as it asked for it.</summary>
public sealed record BackendApiWrite
{
    /// <summary>The methods that change something.</summary>
    public static ImmutableArray<string> Methods { get; } = ["POST", "PUT", "PATCH", "DELETE"];

    /// <summary>The headers that go along, beside the body's type; all others stay here.</summary>
    public static ImmutableArray<string> HeaderNames { get; } =
        [BackendApiClient.VersionHeader, "User-Agent", "Idempotency-Key"];

    /// <summary>One of <see cref="Methods"/>.</summary>
    public required string Method { get; init; }

    public required BackendApiTarget Target { get; init; }

    /// <summary>Values of <see cref="HeaderNames"/>: visible ASCII characters and spaces.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body's type, in the same characters; null for none.</summary>
    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    // The body may hold passwords, and the query addresses.
    public override string ToString() => $"BackendApiWrite {Method}";
}
