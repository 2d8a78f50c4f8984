using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;

namespace Identity.Authentication.Callers;

/// <summary>Whom the scheme asks who calls, and whether they may: the user's grain, unless another is registered.</summary>
public interface ICallerResolver
{
    /// <summary>Answers from memory. Whatever it throws means that it can't be known who calls.</summary>
    ValueTask<CallerResolution> ResolveAsync(UserId user, CallerQuery query);
}
