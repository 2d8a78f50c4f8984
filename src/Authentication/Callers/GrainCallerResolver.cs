using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Users;
using Orleans;
using Orleans.Runtime;

namespace Identity.Authentication.Callers;

/// <summary>
/// Asks the user's grain, and again where asking came to nothing, because it changes nothing: a silo that stops turns away
/// what its grains can't answer any more, and may lose a question that was on its way; a moment later they are elsewhere.
/// </summary>
internal sealed class GrainCallerResolver(IGrainFactory grains, TimeProvider clock) : ICallerResolver
{
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    // Within the budget that a request has by default, and longer than nearly every answer takes.
    private static readonly TimeSpan Lost = TimeSpan.FromMilliseconds(100);

    public ValueTask<CallerResolution> ResolveAsync(UserId user, CallerQuery query)
    {
        var grain = grains.GetGrain<IUserGrain>(user.Value);
        var answer = grain.ResolveAsync(query);
        return answer.IsCompletedSuccessfully ? answer : InsistAsync(grain, query, answer);
    }

    // The caller's budget bounds the time; nobody waits for what comes later.
    private async ValueTask<CallerResolution> InsistAsync(
        IUserGrain grain, CallerQuery query, ValueTask<CallerResolution> answer)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FirstAsync(grain, query, answer.AsTask());
            }
            catch (OrleansMessageRejectionException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, clock);
            }

            answer = grain.ResolveAsync(query);
        }
    }

    private async Task<CallerResolution> FirstAsync(IUserGrain grain, CallerQuery query, Task<CallerResolution> asked)
    {
        try
        {
            return await asked.WithinAsync(Lost, clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Nobody tells that it was lost; if it wasn't, its answer is as good as the other's.
        }

        // It may have been answered since, or have failed of itself.
        if (asked.IsCompleted) return await asked;
        var again = grain.ResolveAsync(query).AsTask();
        var first = await Task.WhenAny(asked, again);
        again.LetGo();
        return await first;
    }
}
