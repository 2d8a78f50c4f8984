using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Authentication.Problems;

/// <summary>One of the answers of RFC 9457 that this scheme gives.</summary>
internal sealed class Problem(int status, string type, string title)
{
    private const string ContentType = "application/problem+json";

    public static Problem Unauthenticated { get; } =
        new(StatusCodes.Status401Unauthorized, ProblemTypes.Unauthenticated, "Unauthenticated");

    public static Problem InvalidToken { get; } =
        new(StatusCodes.Status401Unauthorized, ProblemTypes.InvalidToken, "Unauthenticated");

    public static Problem Forbidden { get; } =
        new(StatusCodes.Status403Forbidden, ProblemTypes.Forbidden, "Forbidden");

    public static Problem IdentityUnavailable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, ProblemTypes.IdentityUnavailable, "Identity unavailable");

    /// <summary>Writes the answer in the application's own form where it has one.</summary>
    public Task WriteAsync(HttpContext context, string? detail, CancellationToken cancellationToken) =>
        WriteAsync(context, detail, extension: null, cancellationToken);

    /// <summary>The same, with one more member.</summary>
    public async Task WriteAsync(
        HttpContext context,
        string? detail,
        KeyValuePair<string, object?>? extension,
        CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status, Type = type, Title = title, Detail = detail };
        if (extension is { } more) problem.Extensions.Add(more);
        var service = context.RequestServices.GetService<IProblemDetailsService>();
        var problemContext = new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem };
        if (service is not null && await service.TryWriteAsync(problemContext)) return;

        // The service declines when the client accepts no JSON; a client that sees 401 wants to know why all the same.
        await context.Response.WriteAsJsonAsync(problem, options: null, ContentType, cancellationToken);
    }
}
