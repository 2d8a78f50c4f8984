using System.Globalization;
using Identity.Storage.Commits;
using Identity.WebFront.Hosting;
using Microsoft.AspNetCore.Diagnostics;

namespace Identity.WebFront.Problems;

/// <summary>Answers with 503 when the database can't be used, or what is asked takes too long.</summary>
internal sealed class StorageExceptionHandler(TimeProvider clock, ILogger<StorageExceptionHandler> logger)
    : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    private readonly Pause _pause = new(clock);

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (StorageUnavailableException or TimeoutException)) return false;

        // Its message may hold what was asked for, and that may be personal.
        if (_pause.IsOver()) logger.LogUnavailable(exception.GetType().Name);
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(
            type: ProblemTypes.StorageUnavailable,
            title: "The database can't be used at the moment, or took too long.",
            statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(httpContext);
        return true;
    }
}
