using Identity.Clerk.Identifiers;
using Orleans.Runtime;

namespace Identity.Grains.Callers;

/// <summary>Carries the caller to grains, and to the grains that those call, in Orleans' request context.</summary>
/// <remarks>
/// A callee can't change it for its caller. Nothing but ids travels; whoever is inside the cluster is believed, as with
/// everything else in a call.
/// </remarks>
public static class CallerContext
{
    private const string UserKey = "identity.user";
    private const string SessionKey = "identity.session";
    private const string OrganizationKey = "identity.organization";
    private const string VersionKey = "identity.version";

    /// <summary>On whose behalf this runs; null when on nobody's, or what is there can't be read.</summary>
    public static CallerIdentity? Current
    {
        get
        {
            if (!UserId.TryParse(RequestContext.Get(UserKey) as string, out var user)) return null;
            if (!SessionId.TryParse(RequestContext.Get(SessionKey) as string, out var session)) return null;
            OrganizationId? organization =
                OrganizationId.TryParse(RequestContext.Get(OrganizationKey) as string, out var id) ? id : null;
            return new CallerIdentity(user, session, organization, RequestContext.Get(VersionKey) as long? ?? 0);
        }
    }

    /// <summary>
    /// Makes this the caller of the calls that are made from here on; null makes them nobody's. Disposing of the result
    /// brings back who it was before. The calls of others, at the same time, are not concerned.
    /// </summary>
    public static IDisposable Use(CallerIdentity? caller)
    {
        var scope = new Scope(Current);
        Set(caller);
        return scope;
    }

    private static void Set(CallerIdentity? caller)
    {
        SetOrRemove(UserKey, caller?.UserId.Value);
        SetOrRemove(SessionKey, caller?.SessionId.Value);
        SetOrRemove(OrganizationKey, caller?.OrganizationId?.Value);
        SetOrRemove(VersionKey, caller?.Version);
    }

    private static void SetOrRemove(string key, object? value)
    {
        if (value is null) RequestContext.Remove(key);
        else RequestContext.Set(key, value);
    }

    private sealed class Scope(CallerIdentity? before) : IDisposable
    {
        public void Dispose() => Set(before);
    }
}
