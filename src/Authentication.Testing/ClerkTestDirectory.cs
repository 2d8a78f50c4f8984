using System.Collections.Concurrent;
using Identity.Authentication.Callers;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;

namespace Identity.Authentication.Testing;

/// <summary>Answers the scheme where the cluster would.</summary>
internal sealed class ClerkTestDirectory(TimeProvider clock) : ICallerResolver
{
    private readonly ConcurrentDictionary<UserId, ClerkTestUser> _users = new();

    public bool IsDown { get; set; }

    public ClerkTestUser User(UserId id) => _users.GetOrAdd(id, added => new ClerkTestUser(added, clock.GetUtcNow()));

    public ValueTask<CallerResolution> ResolveAsync(UserId user, CallerQuery query)
    {
        if (IsDown) throw new InvalidOperationException("The test has the cluster down.");
        return new(_users.TryGetValue(user, out var known)
            ? known.Resolve(query)
            : new CallerResolution { Denial = CallerDenial.UserUnknown });
    }
}
