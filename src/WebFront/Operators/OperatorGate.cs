using Identity.WebFront.Problems;
using Microsoft.Net.Http.Headers;

namespace Identity.WebFront.Operators;

/// <summary>Lets nobody pass without an operator's key in <c>Authorization: Bearer</c>.</summary>
internal sealed class OperatorGate(OperatorKeys keys, OperatorWarnings warnings) : IEndpointFilter
{
    private const string Scheme = "Bearer ";
    private const int MaxLength = 1024;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // What operators see is personal data, and is no longer true a moment later.
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        var headers = context.HttpContext.Request.Headers.Authorization;
        if (headers.Count == 1
            && headers[0] is { Length: <= MaxLength } header
            && header.StartsWith(Scheme, StringComparison.Ordinal)
            && keys.Identify(header[Scheme.Length..]) is { } key)
        {
            OperatorCaller.Accept(context.HttpContext, key);
            return next(context);
        }

        warnings.Refused(context.HttpContext);
        context.HttpContext.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"operators\"";
        return new(TypedResults.Problem(
            type: ProblemTypes.OperatorKeyRequired,
            title: "An operator's key is required.",
            statusCode: StatusCodes.Status401Unauthorized));
    }
}
