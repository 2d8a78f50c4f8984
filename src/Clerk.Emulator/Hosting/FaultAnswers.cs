using Identity.Clerk.Emulator.BackendApi;
using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Hosting;

/// <summary>Gives every error a body: Clerk's shape under <c>/v1</c>, problem details elsewhere.</summary>
internal static partial class FaultAnswers
{
    public static void UseFaultAnswers(this WebApplication application, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger(typeof(FaultAnswers));
        application.Use(async (context, next) =>
        {
            if (await FaultOfAsync(context, next, logger) is not { } fault || context.Response.HasStarted)
                return;

            context.Response.Clear();
            await (BackendApiKeyGate.Guards(context.Request.Path)
                ? BackendApiAnswer.WriteAsync(context, BackendApiError.From(fault))
                : Answers.ProblemAsync(context, fault));
        });
    }

    private static async Task<Rejection?> FaultOfAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(context);
            return context.Response is { HasStarted: false, StatusCode: >= 400 and var status }
                ? new Rejection(
                    status, status == 404 ? "not-found" : "refused", "There is nothing here for this request.")
                : null;
        }
        catch (BadHttpRequestException exception)
        {
            return new Rejection(exception.StatusCode, "bad-request", exception.Message);
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or HttpRequestException or IOException
            && context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            LogRequestFailed(logger, exception);
            return new Rejection(500, "internal-error", "The emulator failed; its log says more.");
        }
    }

    [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "A request failed")]
    private static partial void LogRequestFailed(ILogger logger, Exception exception);
}
