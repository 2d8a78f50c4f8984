using Identity.Clerk.Keys;

namespace Identity.Ingest.BackendApi;

/// <summary>Which of Clerk's Backend APIs is asked, and how much.</summary>
/// <param name="Key">The instance's secret key.</param>
/// <param name="ApiUrl">Where it is.</param>
public sealed record BackendApiOptions(SecretKey Key, Uri ApiUrl)
{
    /// <summary>How long one question about an entity may take. A request waits that long at most.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a page of a list may take.</summary>
    public static readonly TimeSpan PageTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a write may take, its answer's body included.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The window that Clerk counts in.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The most questions per <see cref="Window"/> about entities that requests and events name: a quarter of Clerk's limit
    /// for an instance of this kind (1000 in production, 100 in development). Walks over all of them have another quarter,
    /// and half is left to the application.
    /// </summary>
    public int PermitsPerWindow => PerWindow / 4;

    /// <summary>The most writes per <see cref="Window"/> that the application may send through here: its half.</summary>
    public int WritesPerWindow => PerWindow / 2;

    // https://clerk.com/docs/guides/how-clerk-works/system-limits
    private int PerWindow => Key.IsTest ? 100 : 1000;
}
