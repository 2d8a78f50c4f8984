using Identity.WebFront.Problems;
using IdentityProblems = Identity.Authentication.Problems.ProblemTypes;

namespace Identity.WebFront.ForwardAuth;

/// <summary>The answers to a proxy that are about the proxy, or about us, and not about the caller.</summary>
internal static class ForwardAuthProblem
{
    /// <summary>403: whoever asks isn't in a trusted network, so what they say of a request counts for nothing.</summary>
    public static IResult Untrusted() => Results.Problem(
        type: ProblemTypes.UntrustedProxy,
        title: "The proxy isn't trusted.",
        detail: "The peer of the connection is in none of the networks of ForwardAuth:TrustedNetworks.",
        statusCode: StatusCodes.Status403Forbidden);

    /// <summary>400: what the proxy says can't be understood. It must not be taken for less than was meant.</summary>
    public static IResult Malformed(string detail) => Results.Problem(
        type: ProblemTypes.ForwardAuthMalformed,
        title: "The proxy's question is malformed.",
        detail: detail,
        statusCode: StatusCodes.Status400BadRequest);

    /// <summary>503: there is no key to sign with.</summary>
    public static IResult Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Results.Problem(
            type: IdentityProblems.IdentityUnavailable,
            title: "Identity unavailable",
            detail: "There is no key to sign an assertion with.",
            statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
