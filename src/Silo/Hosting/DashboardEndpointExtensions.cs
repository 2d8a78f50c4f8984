namespace Identity.Silo.Hosting;

/// <summary>Maps what the grains' engine shows to operators.</summary>
public static class DashboardEndpointExtensions
{
    /// <summary>
    /// The engine's own dashboard; null where it has none, or the settings don't want it. Whoever maps it must protect it.
    /// </summary>
    public static RouteGroupBuilder? MapGrainDashboard(this IEndpointRouteBuilder routes, string prefix) =>
        GrainEngine.MapDashboard(routes, prefix);
}
