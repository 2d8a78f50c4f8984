using Identity.Clerk.Webhooks;
using Identity.Ingest.Webhooks;

namespace Identity.Shop.Webhooks;

/// <summary>Where Clerk tells this process what has happened.</summary>
internal static class ClerkWebhooks
{
    private const int MaxLength = 1024 * 1024;

    public static IEndpointConventionBuilder MapClerkWebhooks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/clerk", ReceiveAsync).ShortCircuit();

    private static async Task<IResult> ReceiveAsync(HttpRequest request, WebhookIntake intake, CancellationToken cancel)
    {
        if (request.ContentLength is not <= MaxLength) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var body = new byte[(int)request.ContentLength];
        await request.Body.ReadExactlyAsync(body, cancel);
        var headers = WebhookHeaders.Read(name => request.Headers[name]);
        var result = await intake.ReceiveAsync(headers, body, cancel);
        return result.Status switch
        {
            IntakeStatus.Rejected => Results.BadRequest(),
            IntakeStatus.Unavailable => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => Results.Ok(),
        };
    }
}
