using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Identity.Silo.Health;

/// <summary>The probes. Orleans' three names, and the two that Aspire's templates use.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        // Alive means that the process answers. It asks nobody: a slow database is no reason to be killed.
        Map(routes, "/health/live", _ => false);
        Map(routes, "/alive", _ => false);
        Map(routes, "/health/ready", tags => tags.Contains(HealthTags.Ready));
        Map(routes, "/health", tags => tags.Contains(HealthTags.Ready));
        Map(routes, "/health/startup", tags => tags.Contains(HealthTags.Startup));
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, Func<ISet<string>, bool> asks) =>
        routes.MapHealthChecks(pattern, new HealthCheckOptions
        {
            Predicate = check => asks(check.Tags),
            ResponseWriter = HealthResponse.WriteAsync,
        }).ShortCircuit();
}
