using Identity.Clerk.Tokens;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>Has one key, and remembers what it was asked for.</summary>
internal sealed class RecordingKeys : ISigningKeySource
{
    public List<string> Asked { get; } = [];

    public ValueTask<SigningKey?> FindAsync(string kid, CancellationToken ct)
    {
        Asked.Add(kid);
        return new(kid == Forge.Kid ? Forge.Key : null);
    }
}
