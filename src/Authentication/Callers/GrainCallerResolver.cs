using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Users;
using Orleans;
using Orleans.Runtime;

namespace Identity.Authentication.Callers;

/// <summary>
/// Asks the user's grain. A question that was turned away is asked again, because asking changes nothing: a silo that stops
/// turns away what its grains can't answer any more, and they are elsewhere a moment later.
/// </summary>
internal sealed class GrainCallerResolver(IGrainFactory grains) : ICallerResolver
{
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public ValueTask<CallerResolution> ResolveAsync(UserId user, CallerQuery query)
    {
        var grain = grains.GetGrain<IUserGrain>(user.Value);
        var answer = grain.ResolveAsync(query);
        return answer.IsCompletedSuccessfully ? answer : InsistAsync(grain, query, answer);
    }

    // The caller's budget bounds the time; nobody waits for what comes later.
    private static async ValueTask<CallerResolution> InsistAsync(
        IUserGrain grain, CallerQuery query, ValueTask<CallerResolution> answer)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await answer;
            }
            catch (OrleansMessageRejectionException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }

            answer = grain.ResolveAsync(query);
        }
    }
}
