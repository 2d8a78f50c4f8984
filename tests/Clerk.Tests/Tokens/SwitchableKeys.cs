using System.Collections.Concurrent;
using System.Security.Cryptography;
using Identity.Clerk.Tokens;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Keys that a test can rotate, and of which it sees how often they were used.</summary>
internal sealed class SwitchableKeys : ISigningKeySource
{
    private readonly ConcurrentDictionary<string, SigningKey> _keys = new();

    /// <summary>Publishes a key, in the place of another of the same id.</summary>
    public CountingRsa Publish(RSA rsa, string kid = Forge.Kid)
    {
        var counting = new CountingRsa(rsa);
        _keys[kid] = new SigningKey(counting, kid);
        return counting;
    }

    public void Withdraw(string kid = Forge.Kid) => _keys.TryRemove(kid, out _);

    public ValueTask<SigningKey?> FindAsync(string kid, CancellationToken ct) => new(_keys.GetValueOrDefault(kid));
}
