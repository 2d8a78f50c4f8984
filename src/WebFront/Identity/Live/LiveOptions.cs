namespace Identity.WebFront.Identity.Live;

/// <summary>How many live connections there may be. Read once, at start, from <c>Live</c>.</summary>
internal sealed class LiveOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Live";

    /// <summary>In this process; from 1 to 1,000,000. Default: 10,000.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Of one user in this process, over all sessions; from 1 to 10,000. Default: 20.</summary>
    public int MaxConnectionsPerUser { get; set; } = 20;

    /// <summary>Of operators who watch all changes, in this process; from 1 to 1,000. Default: 16.</summary>
    public int MaxOperatorConnections { get; set; } = 16;
}
