using System.Globalization;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary><c>GET /.well-known/jwks.json</c>: the keys that assertions are verified with, for anybody.</summary>
internal static class JwksEndpoint
{
    private static readonly string CacheControl = string.Create(
        CultureInfo.InvariantCulture, $"public, max-age={AssertionKeySchedule.JwksMaxAge.TotalSeconds}");

    public static void MapAssertionJwks(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/jwks.json", Answer)
            .WithName("GetAssertionKeys")
            .WithTags("Forward auth")
            .WithSummary("The public keys of the assertions that forward auth signs, as a JWK set.")
            .WithDescription("It may be kept for five minutes: a key is published ten minutes before it signs.")
            .Produces<object>(contentType: "application/jwk-set+json")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ShortCircuit();

    private static IResult Answer(AssertionKeys keys, HttpContext context)
    {
        if (keys.Ring is not { } ring)
        {
            return ForwardAuthProblem.Unavailable(context);
        }
        context.Response.Headers.CacheControl = CacheControl;
        return Results.Bytes(ring.Jwks, "application/jwk-set+json");
    }
}
