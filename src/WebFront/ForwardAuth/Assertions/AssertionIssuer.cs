using Microsoft.Extensions.Options;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>Says in writing who calls. What was signed a moment ago, and is still so, isn't signed again.</summary>
internal sealed class AssertionIssuer(
    AssertionKeys keys, SignedIdentityCache cache, IOptions<ForwardAuthOptions> options, TimeProvider clock)
{
    private readonly ForwardAuthOptions _options = options.Value;
    private readonly long _lifetime = (long)options.Value.AssertionLifetime.TotalSeconds;

    /// <summary>The assertion for a caller; null when there is no key to sign it with.</summary>
    public SignedIdentity? Issue(in Caller caller, string? audience)
    {
        if (keys.Ring is not { } ring) return null;
        var now = clock.GetUtcNow();
        var seconds = now.ToUnixTimeSeconds();
        audience ??= _options.Audience;
        var key = new SignedIdentityCache.Key(caller.SessionId, caller.Organization?.Id, audience);
        if (cache.Find(key) is { } signed && signed.Says(caller, seconds)) return signed;

        var assertion = AssertionWriter.Write(
            ring.SignerAt(now), caller, _options.Issuer, audience, seconds, seconds + _lifetime);
        var permissions = caller.Organization is { } organization ? HeaderText.List(organization.Permissions) : "";

        // A third of its life, so that whoever gets it last still has most of it.
        signed = new SignedIdentity(caller, permissions, assertion, seconds + (_lifetime / 3));
        cache.Add(key, signed);
        return signed;
    }
}
