using Identity.Clerk.Keys;

namespace Identity.Ingest.Discovery;

/// <summary>Where unknown users are asked for.</summary>
/// <param name="Key">The instance's secret key.</param>
/// <param name="ApiUrl">Clerk's Backend API.</param>
public sealed record DiscoveryOptions(SecretKey Key, Uri ApiUrl)
{
    /// <summary>How long one question may take. A request waits that long at most.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>How long it is remembered that Clerk knows no such user.</summary>
    public static readonly TimeSpan MissingFor = TimeSpan.FromSeconds(10);

    /// <summary>Clerk's limit for an instance of this kind, per <see cref="Window"/>; half of it is left to others.</summary>
    public int PermitsPerWindow => (Key.IsTest ? 100 : 1000) / 2;

    /// <summary>The window that Clerk counts in.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
}
