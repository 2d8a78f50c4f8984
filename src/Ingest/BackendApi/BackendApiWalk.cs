using Identity.Clerk.Api;
using Identity.Ingest.Telemetry;
using Microsoft.Extensions.Logging;

namespace Identity.Ingest.BackendApi;

/// <summary>
/// Asks Clerk's Backend API many questions in a row, within its limits, and again where it failed: a walk over all users
/// takes longer than most troubles do.
/// </summary>
internal sealed class BackendApiWalk(
    BackendApiClient api,
    BackendApiBudget budget,
    BackendApiMetrics metrics,
    TimeProvider clock,
    ILogger<BackendApiWalk> logger)
{
    /// <summary>Clerk's word for an instance without organizations.</summary>
    internal const string OrganizationsOff = "organization_not_enabled_in_instance";

    /// <summary>How often a question that fails is asked in all; with the pauses between, for some two minutes.</summary>
    internal const int MaxAttempts = 8;

    private const int TooManyRequests = 429;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="operation">What is asked for, one of a fixed list.</param>
    /// <param name="ask">The question.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer; null for Clerk's 404, and where organizations are switched off.</returns>
    /// <exception cref="BackendApiException">Clerk refuses, or failed too often.</exception>
    public async Task<T?> AskAsync<T>(
        string operation,
        Func<BackendApiClient, CancellationToken, Task<T?>> ask,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await budget.SpendAsync(cancellationToken);
            try
            {
                return await metrics.CountAsync(operation, () => ask(api, cancellationToken));
            }
            catch (BackendApiException exception) when (exception.Code == OrganizationsOff)
            {
                return default;
            }
            catch (BackendApiException exception) when (attempt < MaxAttempts && Passes(exception))
            {
                var pause = exception.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
                pause = pause < LongestPause ? pause : LongestPause;
                logger.LogWalkPaused(operation, pause, exception);
                budget.Pause(exception.RetryAfter);
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    // That a key is wrong or a question makes no sense doesn't pass.
    private static bool Passes(BackendApiException exception) =>
        exception.Status is not { } status || (int)status is TooManyRequests or >= 500;
}
