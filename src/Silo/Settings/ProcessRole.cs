namespace Identity.Silo.Settings;

/// <summary>What a process is there for. The embedded engine has one process, which is everything.</summary>
public enum ProcessRole
{
    /// <summary>It answers requests and takes webhooks in.</summary>
    Front,

    /// <summary>It runs grains for fronts.</summary>
    Silo,

    /// <summary>It does one job, and ends.</summary>
    Command,
}
