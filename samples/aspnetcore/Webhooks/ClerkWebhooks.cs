using System.Buffers;
using System.Threading.RateLimiting;
using Identity.Clerk.Webhooks;
using Identity.Ingest.Webhooks;

namespace Identity.Shop.Webhooks;

/// <summary>Where Clerk tells this process what has happened.</summary>
internal static class ClerkWebhooks
{
    private const int MaxLength = 1024 * 1024;
    private const int MaxAtOnce = 512;

    public static IEndpointConventionBuilder MapClerkWebhooks(this IEndpointRouteBuilder routes)
    {
        // Anybody can send something that looks like a webhook until its signature is looked at.
        var places = new ConcurrencyLimiter(new() { PermitLimit = MaxAtOnce, QueueLimit = 0 });
        return routes
            .MapPost("/webhooks/clerk", async (HttpRequest request, WebhookIntake intake, CancellationToken cancel) =>
            {
                using var place = places.AttemptAcquire();
                return place.IsAcquired ? await ReceiveAsync(request, intake, cancel) : Unavailable();
            })
            .ShortCircuit();
    }

    private static async Task<IResult> ReceiveAsync(HttpRequest request, WebhookIntake intake, CancellationToken cancel)
    {
        // Memory grows with what has come, and not with what the request says will.
        var read = await request.BodyReader.ReadAtLeastAsync(MaxLength + 1, cancel);
        if (read.Buffer.Length > MaxLength) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var body = read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        var headers = WebhookHeaders.Read(name => request.Headers[name]);
        var result = await intake.ReceiveAsync(headers, body, cancel);
        return result.Status switch
        {
            IntakeStatus.Rejected => Results.BadRequest(),
            IntakeStatus.Unavailable => Unavailable(),
            _ => Results.Ok(),
        };
    }

    private static IResult Unavailable() => Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
}
