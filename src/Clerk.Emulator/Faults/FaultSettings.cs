namespace Identity.Clerk.Emulator.Faults;

/// <summary>
/// What goes wrong on demand. Counts go down as they are used up; the default is that nothing goes wrong.
/// </summary>
internal sealed record FaultSettings
{
    /// <summary>A count that is never used up.</summary>
    public const int All = int.MaxValue;

    public const int MostCopies = 20;
    public const int LongestDelay = 60_000;
    public const int LargestCount = 1_000_000;

    /// <summary>Statuses that the Backend API can be made to answer.</summary>
    public static readonly IReadOnlyList<int> Statuses = [429, 500, 502, 503, 504];

    /// <summary>How many of the next webhooks are never delivered.</summary>
    public int DropWebhooks { get; init; }

    /// <summary>How many more times each webhook is sent, at the same time as the first.</summary>
    public int DuplicateWebhooks { get; init; }

    /// <summary>Milliseconds between a change and the first attempt to tell of it.</summary>
    public int DelayWebhooks { get; init; }

    /// <summary>Whether webhooks wait until they are released, in random order.</summary>
    public bool HoldWebhooks { get; init; }

    /// <summary>How many webhooks wait until they are released, in random order; 0 for none.</summary>
    public int ShuffleWebhooks { get; init; }

    /// <summary>Where the next random order comes from; without it one is drawn.</summary>
    public int? Seed { get; init; }

    /// <summary>What the Backend API answers; without it, it does its work.</summary>
    public int? ApiStatus { get; init; }

    /// <summary>Seconds that it asks its caller to wait; without it only a 429 does, for 1 second.</summary>
    public int? ApiRetryAfter { get; init; }

    /// <summary>Milliseconds by which it is late.</summary>
    public int ApiDelay { get; init; }

    /// <summary>For how many calls it is late, or answers a status.</summary>
    public int ApiCalls { get; init; } = All;

    /// <summary>
    /// Requests to the Backend API per 10 seconds, as Clerk limits them: 1000 in production, 100 in development
    /// (Clerk documentation, "System limits"); <see langword="null"/> for as many as come.
    /// </summary>
    public int? ApiRateLimit { get; init; }
}
