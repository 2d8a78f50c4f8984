namespace Identity.Cluster.Tests.Crashes;

/// <summary>Where the front is killed: at a step that its traces show, or by the test at an acknowledgement.</summary>
/// <param name="Name">What has happened by then, and what hasn't.</param>
/// <param name="At">Beginning or end of a step, as the hook reads it; null when the test kills.</param>
/// <param name="Latest">At most so many of them pass before; the random numbers choose.</param>
internal sealed record CrashPoint(string Name, string? At, int Latest)
{
    private const string DeliveriesOfTheCommit = "identity.storage.deliveries";

    /// <summary>The points of an event's way, in its order.</summary>
    public static readonly CrashPoint[] All =
    [
        new("verified, not inserted", "stop identity.webhook.verify", 150),
        new("inserted, not committed", "start identity.storage.flush", 20) { Tag = DeliveriesOfTheCommit },
        new("committed, nothing else", "stop identity.storage.flush", 20) { Tag = DeliveriesOfTheCommit },
        new("answered, not applied", null, 40) { Stall = "identity.grain.write 400", Answer = "deferred" },
        new("merged, not stored", "start identity.grain.write", 80),
        new("stored, not shown", "stop identity.grain.write", 80),
        new("shown, not in inbox and directory", "start identity.inbox.complete", 80),
        new("all done, not answered", "stop identity.inbox.complete", 80),
    ];

    /// <summary>Wherever the acknowledgement of a message finds all the others.</summary>
    public static readonly CrashPoint Anywhere = new("anywhere", null, 300);

    /// <summary>Counts only steps with this tag.</summary>
    public string Tag { get; init; } = "";

    /// <summary>A step that is held up, and for how many milliseconds each time.</summary>
    public string Stall { get; init; } = "";

    /// <summary>When the test kills: counts only acknowledgements with this status; null counts all.</summary>
    public string? Answer { get; init; }

    /// <summary>How long an answer waits for its effect.</summary>
    public string Deadline => Stall.Length > 0 ? "00:00:00.050" : "00:00:05";
}
