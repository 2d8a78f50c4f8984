using Identity.Clerk.Identifiers;

namespace Identity.Grains.Users;

/// <summary>Makes a user known of whom no event has come yet.</summary>
public interface IUserDiscovery
{
    /// <summary>Asks Clerk for the user, once however many ask, and has the user's grain merge the answer.</summary>
    ValueTask<UserDiscovery> DiscoverAsync(UserId id, CancellationToken cancellationToken);
}
