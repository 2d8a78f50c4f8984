using Identity.Grains.Callers;
using Identity.Grains.Events;
using Orleans;
using Orleans.Concurrency;

namespace Identity.Grains.Users;

/// <summary>A Clerk user: profile, sessions and memberships, in memory. The key is the user's id.</summary>
[Alias("identity.IUserGrain")]
public interface IUserGrain : IClerkEntityGrain
{
    /// <summary>Who is calling, and may they? Answered from memory, also while a change is being stored.</summary>
    [ReadOnly, AlwaysInterleave, Alias("Resolve")]
    ValueTask<CallerResolution> ResolveAsync(CallerQuery query);

    /// <summary>The profile; null for a user the cluster hasn't heard of, or who is deleted.</summary>
    [ReadOnly, AlwaysInterleave, Alias("Get")]
    ValueTask<UserSnapshot?> GetAsync();

    /// <summary>
    /// Merges the user as Clerk's Backend API gives it, in UTF-8, under its own <c>updated_at</c>; returns when the result
    /// is stored. It never undoes what an event said later.
    /// </summary>
    [Alias("Learn")]
    Task<ApplyResult> LearnAsync(ReadOnlyMemory<byte> user);
}
