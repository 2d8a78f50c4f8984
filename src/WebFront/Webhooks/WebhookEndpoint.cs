using Identity.Clerk.Webhooks;
using Identity.Ingest.Webhooks;
using Identity.WebFront.Hosting;
using Identity.WebFront.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Identity.WebFront.Webhooks;

/// <summary><c>POST /webhooks/clerk</c>: where Clerk, through Svix, delivers events.</summary>
/// <remarks>
/// Never 429, never 410 and never a <c>webhook-delivery</c> header: each would make the sender slow down, disable the
/// endpoint or drop the message. Never 500: what can't be understood is kept and acknowledged.
/// </remarks>
internal static class WebhookEndpoint
{
    /// <summary>The most bytes a body may have. Svix recommends less than 20 kB; real users can be larger.</summary>
    private const int MaxBody = 1024 * 1024;

    private const int RetryAfterSeconds = 5;

    public static IEndpointConventionBuilder MapClerkWebhooks(this IEndpointRouteBuilder routes, string pattern) =>
        routes.MapPost(pattern, ReceiveAsync)
            .WithName("ReceiveClerkWebhook")
            .WithTags("Webhooks")
            .WithSummary("Receives one event of Clerk, signed by Svix.")
            .Accepts<object>("application/json")
            .Produces(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ShortCircuit();

    private static async Task<Results<Ok<WebhookAnswer>, ProblemHttpResult>> ReceiveAsync(
        HttpContext context, WebhookIntake intake, WebhookLimits limits)
    {
        using var place = limits.TryEnter();
        if (!place.IsAcquired)
        {
            return Unavailable(context, ProblemTypes.Overloaded, "Too many webhooks are being taken in at once.");
        }

        if (await RequestBody.ReadAsync(context.Request, MaxBody, context.RequestAborted) is not { } body)
        {
            return TypedResults.Problem(
                type: ProblemTypes.WebhookTooLarge,
                title: "The webhook is too large.",
                detail: $"At most {MaxBody} bytes are taken.",
                statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var headers = WebhookHeaders.Read(name => context.Request.Headers[name]);
        var result = await intake.ReceiveAsync(headers, body, context.RequestAborted);
        return result.Status switch
        {
            IntakeStatus.Rejected => TypedResults.Problem(
                type: ProblemTypes.WebhookRejected,
                title: "The webhook wasn't accepted.",
                detail: result.Reason,
                statusCode: StatusCodes.Status400BadRequest),
            IntakeStatus.Unavailable => Unavailable(
                context, ProblemTypes.NotDurable, "The webhook couldn't be made durable."),
            _ => TypedResults.Ok(new WebhookAnswer(result.Status.ToString().ToLowerInvariant())),
        };
    }

    private static ProblemHttpResult Unavailable(HttpContext context, string type, string title)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Problem(type: type, title: title, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
