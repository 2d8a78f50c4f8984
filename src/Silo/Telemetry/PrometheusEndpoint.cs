namespace Identity.Silo.Telemetry;

/// <summary><c>GET /metrics</c>, for Prometheus.</summary>
public static class PrometheusEndpoint
{
    public static void MapPrometheus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", async (PrometheusScrape scrape, HttpContext context) =>
        {
            var text = await scrape.CollectAsync(context.RequestAborted);
            context.Response.ContentType = PrometheusText.ContentType;
            await context.Response.BodyWriter.WriteAsync(text, context.RequestAborted);
        }).ShortCircuit().ExcludeFromDescription();
}
