using Identity.Clerk.Tokens;
using Identity.Grains.Callers;

namespace Identity.Authentication.Callers;

/// <summary>Asks who a token's bearer is now, and waits no longer than a budget.</summary>
internal static class CallerQuestion
{
    /// <summary>Asks. The answer is there at once when the user's grain is in memory and free.</summary>
    /// <remarks>Whatever the resolver throws is thrown, at once or by <see cref="WithinAsync"/>.</remarks>
    public static ValueTask<CallerResolution> AskAsync(this ICallerResolver resolver, SessionClaims claims) =>
        resolver.ResolveAsync(
            claims.Subject, new CallerQuery(claims.SessionId, claims.IssuedAt ?? 0, claims.Organization?.Id));

    /// <summary>Waits for an answer that wasn't there at once.</summary>
    /// <exception cref="TimeoutException">It took longer than the budget.</exception>
    public static async Task<CallerResolution> WithinAsync(
        this Task<CallerResolution> answer, TimeSpan budget, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            return await answer.WaitAsync(budget, clock, cancel);
        }
        finally
        {
            answer.LetGo();
        }
    }

    /// <summary>Says that nobody waits for an answer any more, so that nobody is told of its failure.</summary>
    public static void LetGo(this Task<CallerResolution> answer)
    {
        if (answer.IsCompleted) return;
        _ = answer.ContinueWith(
            static late => late.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
