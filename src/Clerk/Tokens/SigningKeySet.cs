using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Unicode;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Tokens;

/// <summary>The usable keys of one JSON Web Key Set (RFC 7517, section 5).</summary>
internal sealed class SigningKeySet
{
    private const int MaxKeys = 100;
    private static readonly JsonMembers Members = new("keys");

    private readonly FrozenDictionary<string, SigningKey> _keys;

    private SigningKeySet(FrozenDictionary<string, SigningKey> keys)
    {
        _keys = keys;
        InstanceId = keys.Count == 1 && Identifiers.InstanceId.TryParse(keys.Keys[0], out var id) ? id : null;
    }

    /// <summary>
    /// Clerk's key ids are the id of the instance; null if there are several, or it is another kind of id.
    /// </summary>
    public InstanceId? InstanceId { get; }

    /// <summary>All of them, in the order of their ids.</summary>
    public IReadOnlyList<SigningKey> All => [.. _keys.Values.OrderBy(key => key.KeyId, StringComparer.Ordinal)];

    /// <summary>The key of that id, compared as it is.</summary>
    public SigningKey? Find(string kid) => _keys.GetValueOrDefault(kid);

    /// <summary>
    /// Reads a set. Keys that may not be used are left out; so is an id that occurs twice, with all its keys.
    /// </summary>
    /// <returns>Null if it isn't a set, or nothing of it can be used.</returns>
    public static SigningKeySet? TryRead(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return null;
        try
        {
            return ReadObject(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SigningKeySet? ReadObject(ReadOnlySpan<byte> json)
    {
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        var cursor = new JsonObjectCursor(json, Members, "");
        while (cursor.Next())
        {
            if (!cursor.EnterList()) break;
            for (var count = 0; cursor.NextObject(out var jwk); count++)
            {
                if (count == MaxKeys) cursor.Fail("too many");
                if (!SigningKey.TryCreate(jwk, out var key, out _)) continue;
                if (!keys.TryAdd(key.KeyId!, key)) ambiguous.Add(key.KeyId!);
            }
        }

        if (cursor.Problem is not null) return null;
        foreach (var kid in ambiguous) keys.Remove(kid);
        return keys.Count == 0 ? null : new SigningKeySet(keys.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
