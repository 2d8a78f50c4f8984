using System.Security.Cryptography;
using System.Text;

namespace Identity.WebFront.Operators;

/// <summary>
/// The keys with which operators call <c>/admin</c> (<c>Operator:Key</c>): several, separated by spaces, during a rotation.
/// None by default, and then there is no <c>/admin</c>. Never prints.
/// </summary>
internal sealed class OperatorKeys
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "Operator:Key";

    /// <summary>The fewest characters of a key: it opens everything, and nothing slows a guess down.</summary>
    public const int MinLength = 32;

    private const int NameLength = 4;

    private readonly byte[][] _hashes;

    private OperatorKeys(byte[][] hashes) => _hashes = hashes;

    /// <summary>Whether there is a key, and so an <c>/admin</c>.</summary>
    public bool IsEmpty => _hashes.Length == 0;

    /// <summary>Reads the setting; null when a key is too short to be one.</summary>
    public static OperatorKeys? TryParse(string? text)
    {
        var keys = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return keys.Any(k => k.Length < MinLength) ? null : new OperatorKeys([.. keys.Select(Hash)]);
    }

    /// <summary>
    /// What a log calls this key: the beginning of its hash, by which nobody finds a key of this length. Null when it
    /// is none of the keys, in a time that doesn't depend on what is wrong with it.
    /// </summary>
    public string? Identify(string key)
    {
        var hash = Hash(key);
        var accepted = false;
        foreach (var known in _hashes) accepted |= CryptographicOperations.FixedTimeEquals(known, hash);
        return accepted ? Convert.ToHexStringLower(hash.AsSpan(0, NameLength)) : null;
    }

    /// <summary>Three asterisks.</summary>
    public override string ToString() => "***";

    // Hashes are of one length, whatever the keys are.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
