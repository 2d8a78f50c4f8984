namespace Identity.WebFront.ForwardAuth;

/// <summary>Where proxies ask whether a request may pass.</summary>
internal static class ForwardAuthEndpoints
{
    /// <summary>What stands before the client's own path when Envoy asks.</summary>
    public const string ExtAuthzPath = "/auth/ext-authz";

    private const string Options =
        "Query: 'optional' lets anonymous requests pass, with empty identity headers; 'role' names roles in the "
        + "active organization of which the caller must have one; 'permission' names permissions of which the caller "
        + "must have all; 'audience' is the assertion's. Only peers in ForwardAuth:TrustedNetworks may ask.";

    private const string EnvoyOptions =
        "Whatever follows /auth/ext-authz is the client's target. What the route asks for stands before it, as "
        + "parameters: /auth/ext-authz;role=org:admin;permission=org:invoices:read, with the names that /auth/request "
        + "takes as a query.";

    /// <summary>Maps them, before CORS, which would answer a preflight with 204: to most proxies, a yes.</summary>
    public static void MapForwardAuth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/auth").WithTags("Forward auth");
        Describe(group.MapGet("/request", AnswerNginxAsync), "AuthRequest", "Answers nginx's auth_request.", Options);
        Describe(
            group.MapGet("/forward", AnswerForwardedAsync),
            "ForwardAuth", "Answers Traefik's ForwardAuth and Caddy's forward_auth.", Options);
        Describe(
            group.MapGet("/ext-authz/{**target}", AnswerEnvoyAsync),
            "ExtAuthz", "Answers Envoy's ext_authz over HTTP, whatever the method.", EnvoyOptions);

        // The original's method comes with the question, where the proxy keeps it.
        group.Map("/forward", AnswerForwardedAsync).ShortCircuit().ExcludeFromDescription();
        group.Map("/ext-authz/{**target}", AnswerEnvoyAsync).ShortCircuit().ExcludeFromDescription();
    }

    private static void Describe(
        RouteHandlerBuilder endpoint, string name, string summary, string description) => endpoint
        .WithName(name)
        .WithSummary(summary)
        .WithDescription(description)
        .Produces(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .ShortCircuit();

    private static Task AnswerNginxAsync(HttpContext context, ForwardAuthHandler handler) =>
        handler.AnswerAsync(context, ProxyProtocol.Nginx);

    private static Task AnswerForwardedAsync(HttpContext context, ForwardAuthHandler handler) =>
        handler.AnswerAsync(context, ProxyProtocol.Forwarded);

    private static Task AnswerEnvoyAsync(HttpContext context, ForwardAuthHandler handler) =>
        handler.AnswerAsync(context, ProxyProtocol.Envoy);
}
