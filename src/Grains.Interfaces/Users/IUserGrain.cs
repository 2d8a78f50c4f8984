using System.Collections.Immutable;
using Identity.Grains.Callers;
using Identity.Grains.Directory;
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

    /// <summary>All sessions of which events have come, ended ones too, in the order of their ids.</summary>
    [ReadOnly, AlwaysInterleave, Alias("ListSessions")]
    ValueTask<ImmutableArray<ListedSession>> ListSessionsAsync();

    /// <summary>
    /// Forgets for good that there ever was more than an id: what arrives for this user from now on isn't kept either.
    /// </summary>
    /// <returns>The directory's row as it must be now; null, and nothing happens, unless the user was deleted.</returns>
    [Alias("Erase")]
    Task<DirectoryEntries?> EraseAsync();
}
