namespace Identity.Silo.Health;

/// <summary>Which probe asks for a health check.</summary>
public static class HealthTags
{
    /// <summary>Can this process serve? False takes it out of the load balancer.</summary>
    public const string Ready = "ready";

    /// <summary>Has it come up?</summary>
    public const string Startup = "startup";
}
