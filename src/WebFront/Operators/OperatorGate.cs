using Identity.WebFront.Problems;
using Microsoft.Net.Http.Headers;

namespace Identity.WebFront.Operators;

/// <summary>Lets nobody pass without an operator's key in <c>Authorization: Bearer</c>.</summary>
internal sealed class OperatorGate(OperatorKeys keys, ILogger<OperatorGate> logger) : IEndpointFilter
{
    private const string Scheme = "Bearer ";
    private const int MaxLength = 1024;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Request.Headers.Authorization;
        if (headers.Count == 1
            && headers[0] is { Length: <= MaxLength } header
            && header.StartsWith(Scheme, StringComparison.Ordinal)
            && keys.Accept(header[Scheme.Length..]))
        {
            return next(context);
        }

        logger.LogOperatorRefused(context.HttpContext.Request.Path);
        context.HttpContext.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"operators\"";
        return new(TypedResults.Problem(
            type: ProblemTypes.OperatorKeyRequired,
            title: "An operator's key is required.",
            statusCode: StatusCodes.Status401Unauthorized));
    }
}
