using System.Net;

namespace Identity.Silo.Orleans;

/// <summary>The section <c>Cluster</c>: which silos belong together, and how they reach each other.</summary>
internal sealed class ClusterSettings
{
    public const string Section = "Cluster";

    /// <summary>The most that <see cref="DrainDelay"/> may be.</summary>
    public static readonly TimeSpan MaxDrainDelay = TimeSpan.FromMinutes(5);

    /// <summary>What a front is; a silo is always one. Default: <see cref="ClusterMode.Client"/>.</summary>
    public ClusterMode Mode { get; set; }

    /// <summary>
    /// Silos of the same name on the same database are one cluster; 1 to 150 characters. Default: <c>identity</c>.
    /// </summary>
    public string ClusterId { get; set; } = "identity";

    /// <summary>
    /// Whose grain state the rows are; 1 to 150 characters. Changing it hides all state that was stored under the old name.
    /// Default: <c>identity</c>, which the embedded engine writes too.
    /// </summary>
    public string ServiceId { get; set; } = "identity";

    /// <summary>Where other silos reach this one; 1 to 65535. Default: 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Where fronts reach this silo; 1 to 65535. Default: 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>
    /// The IP address by which others reach this silo. Default: the machine's own, the first that isn't loopback.
    /// </summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>How long a grain that nobody asks stays in memory; 2 min to 365 days. Default: 24 h.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a silo may answer without having heard from the database that it is still a member, and what others have
    /// changed meanwhile; 2 s to 10 min. After that it refuses. Default: 5 s.
    /// </summary>
    public TimeSpan MaxStaleness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a silo stays that answers nobody because it can't reach the database, while another silo can; 5 s to 1 h.
    /// Then it ends, and its users are elsewhere. Default: 15 s.
    /// </summary>
    public TimeSpan LeaveAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a draining process goes on serving after readiness says no; 0 to 5 min. Default: 5 s.</summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether Orleans' dashboard is there, under <c>/admin/orleans</c> of the fronts. It measures every call, so it must be
    /// the same for silos and fronts. Default: false.
    /// </summary>
    public bool Dashboard { get; set; }

    /// <summary>The advertised address; null for the machine's own.</summary>
    public IPAddress? Advertised => IPAddress.TryParse(AdvertisedAddress, out var address) ? address : null;

    /// <summary>Why what was read isn't settings; the validator reports it.</summary>
    public string? Malformed { get; private set; }

    /// <summary>Whether a front is a silo too; asked before there are services.</summary>
    public static bool IsCoHosted(IConfiguration configuration) => ReadFrom(configuration).Mode == ClusterMode.CoHosted;

    /// <summary>Whether the dashboard is there; asked before there are services.</summary>
    public static bool HasDashboard(IConfiguration configuration) => ReadFrom(configuration).Dashboard;

    /// <summary>How long a draining process goes on serving; asked before there are services, and so of any value.</summary>
    public static TimeSpan DrainDelayOf(IConfiguration configuration) =>
        ReadFrom(configuration).DrainDelay is { Ticks: >= 0 } delay && delay <= MaxDrainDelay ? delay : MaxDrainDelay;

    public void Read(IConfiguration configuration)
    {
        try
        {
            configuration.GetSection(Section).Bind(this);
        }
        catch (InvalidOperationException exception)
        {
            Malformed = exception.Message;
        }
    }

    private static ClusterSettings ReadFrom(IConfiguration configuration)
    {
        var settings = new ClusterSettings();
        settings.Read(configuration);
        return settings;
    }
}
