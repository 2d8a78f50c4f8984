using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Propagation;

/// <summary>Decides whether what a request says about its caller is believed.</summary>
internal sealed class CallerAssertionVerifier
{
    private readonly FrozenDictionary<string, PropagationKey> _keys;
    private readonly FrozenSet<string> _audiences;
    private readonly TimeSpan _maxSkew;
    private readonly TimeProvider _clock;
    private readonly ReplayGuard _replays;

    public CallerAssertionVerifier(IOptions<PropagationOptions> options, TimeProvider clock)
    {
        var settings = options.Value;
        _keys = settings.TrustedKeys.ToFrozenDictionary(key => key.Header, StringComparer.Ordinal);
        _audiences = settings.Audiences.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _maxSkew = settings.MaxSkew;
        _clock = clock;

        // From the future or not, nothing is believed for longer than this.
        _replays = new ReplayGuard(settings.MaxRememberedCalls, settings.MaxSkew * 2, clock);
    }

    /// <summary>Decides.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="target">Its path and query, as they came over the wire.</param>
    /// <param name="caller">Who calls; null when it isn't believed.</param>
    public PropagationRejection Verify(string text, string method, string target, out PropagatedCaller? caller)
    {
        caller = null;
        if (CallerAssertionText.Read(text, _keys, out var rejection) is not var (assertion, key, fingerprint))
            return rejection;
        rejection = Judge(assertion, method, target);
        if (rejection != PropagationRejection.None) return rejection;
        var found = PropagatedCaller.Of(assertion, key.Id, _maxSkew);
        if (found is null) return PropagationRejection.Malformed;
        rejection = _replays.Remember(fingerprint);
        caller = rejection == PropagationRejection.None ? found : null;
        return rejection;
    }

    private PropagationRejection Judge(CallerAssertion assertion, string method, string target)
    {
        if (!_audiences.Contains(assertion.Audience)) return PropagationRejection.WrongAudience;
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        if (assertion.SignedAt < now - _maxSkew.TotalSeconds || assertion.SignedAt > now + _maxSkew.TotalSeconds)
            return PropagationRejection.Skewed;
        return assertion.Method == method && assertion.TargetHash == CallerAssertionText.HashOf(target)
            ? PropagationRejection.None
            : PropagationRejection.WrongTarget;
    }
}
