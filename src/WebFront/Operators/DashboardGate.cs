using System.Text;
using Identity.WebFront.Problems;
using Microsoft.Net.Http.Headers;

namespace Identity.WebFront.Operators;

/// <summary>
/// Lets nobody see the dashboard without an operator's key. A browser sends it as the password of any user name.
/// </summary>
internal sealed class DashboardGate(OperatorKeys keys, OperatorWarnings warnings) : IEndpointFilter
{
    private const string Scheme = "Basic ";
    private const int MaxLength = 2048;

    // It would show what a grain stores, private metadata included.
    private const string States = "/GrainState";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Request.Headers.Authorization;
        if (headers.Count == 1 && PasswordOf(headers[0]) is { } password && keys.Identify(password) is not null)
        {
            var path = context.HttpContext.Request.Path.Value!.AsSpan().TrimEnd('/');
            return path.EndsWith(States, StringComparison.OrdinalIgnoreCase)
                ? new(TypedResults.NotFound())
                : next(context);
        }

        warnings.Refused(context.HttpContext);
        context.HttpContext.Response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"operators\", charset=\"UTF-8\"";
        return new(TypedResults.Problem(
            type: ProblemTypes.OperatorKeyRequired,
            title: "An operator's key is required.",
            statusCode: StatusCodes.Status401Unauthorized));
    }

    private static string? PasswordOf(string? header)
    {
        if (header is not { Length: <= MaxLength } || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[MaxLength];
        if (!Convert.TryFromBase64String(header[Scheme.Length..], bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : text[(colon + 1)..];
    }
}
