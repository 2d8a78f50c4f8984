using Identity.Authentication.Callers;
using Identity.Authentication.Metrics;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Live;

/// <summary>Keeps an eye on callers whose connection outlives their request. A service of the container.</summary>
public sealed class LiveCallers
{
    private readonly IOptionsMonitor<ClerkOptions> _options;
    private readonly ICallerResolver _resolver;
    private readonly ClerkMetrics _metrics;

    internal LiveCallers(IOptionsMonitor<ClerkOptions> options, ICallerResolver resolver, ClerkMetrics metrics) =>
        (_options, _resolver, _metrics) = (options, resolver, metrics);

    /// <summary>Looks after a caller from now on. Nothing runs until <see cref="LiveCaller.NextAsync"/> is called.</summary>
    /// <param name="user">Who opened the connection, as the scheme found them.</param>
    /// <param name="authenticationScheme">The scheme that found them, whose options count.</param>
    /// <exception cref="ArgumentException">The user is another instance's than the scheme's.</exception>
    public LiveCaller Watch(CurrentUser user, string authenticationScheme = ClerkDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(user);
        var options = _options.Get(authenticationScheme);
        if (user.Claims.Issuer != options.Issuer)
            throw new ArgumentException($"The user isn't of the scheme '{authenticationScheme}'.", nameof(user));
        return new LiveCaller(user, options, _resolver, _metrics);
    }
}
