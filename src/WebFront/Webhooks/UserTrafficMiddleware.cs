using Identity.Ingest.Webhooks;

namespace Identity.WebFront.Webhooks;

/// <summary>Tells the intake of webhooks that users are being served, so that it makes room for them.</summary>
internal static class UserTrafficMiddleware
{
    /// <summary>
    /// Takes whatever gets here for a user's request: webhooks, probes and metrics are answered before.
    /// </summary>
    public static void UseUserTraffic(this IApplicationBuilder app)
    {
        var users = app.ApplicationServices.GetRequiredService<UserTraffic>();
        app.Use((context, next) =>
        {
            users.Note();
            return next(context);
        });
    }
}
