namespace Identity.Clerk.Emulator;

/// <summary>How a local Clerk runs. All of it has a default that works on one machine.</summary>
public sealed class EmulatorOptions
{
    /// <summary>
    /// Where the emulator listens, and the issuer of its tokens: <c>http</c> on an IPv4 loopback address, because a
    /// publishable key needs a host with a dot in it and the emulator must not be reachable from elsewhere.
    /// Port 0 takes a free port. The default is <c>http://127.0.0.1:5081</c>.
    /// </summary>
    public Uri Url { get; set; } = new("http://127.0.0.1:5081");

    /// <summary>Receives the signed webhooks; <see langword="null"/>, the default, sends none.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>
    /// File of keys, users and undelivered webhooks, readable by its owner only; <see langword="null"/> keeps them in
    /// memory. The default is <c>data/clerk-emulator.json</c> in the working directory.
    /// </summary>
    public string? StatePath { get; set; } = Path.Combine("data", "clerk-emulator.json");

    /// <summary>
    /// Whether an instance that has no state yet begins with three invented users and an organization. The default is
    /// <see langword="true"/>.
    /// </summary>
    public bool Seed { get; set; } = true;

    /// <summary>
    /// From a token's <c>iat</c> to its <c>exp</c>, 1 second to 1 day. The default is Clerk's 60 seconds.
    /// </summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Requests per 10 seconds that the Backend API answers before it says 429, from 1 to 1 000 000; Clerk's limits are
    /// 100 in development and 1000 in production. <see langword="null"/>, the default, answers all.
    /// </summary>
    public int? BackendApiRateLimit { get; set; }

    /// <summary>
    /// The front that the page asks for <c>/identity/me</c>; its origin is the <c>azp</c> of tokens that no browser
    /// asked for. The default is <c>http://127.0.0.1:5080</c>.
    /// </summary>
    public Uri FrontUrl { get; set; } = new("http://127.0.0.1:5080");

    /// <summary>
    /// What <see cref="ClerkEmulator.Prepare"/> made, for an emulator that has no file to read it from.
    /// </summary>
    internal State.StateDocument? Prepared { get; set; }
}
