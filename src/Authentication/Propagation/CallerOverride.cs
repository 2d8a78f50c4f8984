using Identity.Grains.Callers;

namespace Identity.Authentication.Propagation;

/// <summary>Makes a single request on behalf of somebody else than whoever is being answered.</summary>
public static class CallerOverride
{
    // In a holder: an option that is null counts as none, and nobody isn't the same as whoever it would be.
    internal static HttpRequestOptionsKey<Holder> Key { get; } = new("Identity.Caller");

    /// <summary>
    /// Says that this request is on behalf of this caller, or of nobody; the requests beside it, and whoever sends it, keep
    /// theirs. It counts where the client has <c>AddIdentityPropagation</c>.
    /// </summary>
    /// <remarks>
    /// Only the ids go over: no plan, no feature, no recent verification. The receiver asks its own cluster whether the
    /// user, the session and the membership are still good.
    /// </remarks>
    public static HttpRequestMessage OnBehalfOf(this HttpRequestMessage request, CallerIdentity? caller)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(Key, new Holder(caller));
        return request;
    }

    internal sealed record Holder(CallerIdentity? Caller);
}
