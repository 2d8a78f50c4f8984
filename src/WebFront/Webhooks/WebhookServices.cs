namespace Identity.WebFront.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhookLimits(this IServiceCollection services) =>
        services.AddSingleton<WebhookLimits>();
}
