using Identity.Clerk.Keys;
using Identity.Storage.Commits;
using Identity.WebFront.Hosting;
using Identity.WebFront.Problems;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Requests;
using Orleans.Runtime;

namespace Identity.WebFront.ReadApi;

/// <summary>
/// Asks for the secret key before anything else, even where there is nothing behind the door, and turns whatever goes
/// wrong behind it into Clerk's words.
/// </summary>
internal sealed class ReadApiGate(
    RequestDelegate next,
    SecretKey key,
    ReadApiLimits limits,
    ReadApiMetrics metrics,
    TimeProvider clock,
    ILogger<ReadApiGate> logger)
{
    /// <summary>What is asked with the secret key.</summary>
    public const string Prefix = "/v1";

    private const string Scheme = "Bearer ";
    private const int MaxHeader = 1024;
    private static readonly object Passed = new();
    private readonly Pause _refused = new(clock);
    private readonly Pause _unavailable = new(clock);

    /// <summary>Whether a request came through the gate; one that found a way around it is answered nothing.</summary>
    public static bool HasPassed(HttpContext context) => context.Items.ContainsKey(Passed);

    public async Task InvokeAsync(HttpContext context)
    {
        var started = metrics.Start();
        var answer = Check(context.Request);
        if (answer is null) await EnterAsync(context);
        else await ClerkAnswer.Of(answer).ExecuteAsync(context);
        metrics.Answered(context, started);
    }

    private async Task EnterAsync(HttpContext context)
    {
        using var place = await limits.EnterAsync(context.Request.Method, context.RequestAborted);
        if (!place.IsAcquired)
        {
            await ClerkAnswer.Of(ClerkError.TooManyRequests).ExecuteAsync(context);
            return;
        }

        context.Items[Passed] = null;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var passes = exception is StorageUnavailableException or OrleansException or TimeoutException
                or LookupUnavailableException;
            if (!passes) logger.LogFailed(exception);
            else if (_unavailable.IsOver()) logger.LogUnavailable(exception.GetType().Name);
            context.Response.Clear();
            await ClerkAnswer.Of(passes ? ClerkError.Unavailable : ClerkError.Unexpected).ExecuteAsync(context);
        }
    }

    private ClerkError? Check(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ Length: <= MaxHeader } header]
            || !header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return ClerkError.NoKey;
        }

        if (key.Matches(header.AsSpan(Scheme.Length).Trim())) return ApiVersion.Check(request);
        if (_refused.IsOver()) logger.LogKeyRefused();
        return ClerkError.WrongKey;
    }
}
