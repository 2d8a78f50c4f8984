using System.Globalization;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>What a key file is called: when the key begins to sign, in unix seconds, and its id.</summary>
/// <param name="ActiveFrom">When it begins to sign.</param>
/// <param name="KeyId">Its thumbprint.</param>
internal readonly record struct KeyFileName(DateTimeOffset ActiveFrom, string KeyId)
{
    public const string Extension = ".pem";

    // The year 9999; beyond it there is no DateTimeOffset.
    private const long MaxSeconds = 253_402_300_799;

    public static KeyFileName? Parse(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var dash = name.IndexOf('-');
        if (dash < 1 || !long.TryParse(name.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            return null;
        return at > MaxSeconds ? null : new(DateTimeOffset.FromUnixTimeSeconds(at), name[(dash + 1)..]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ActiveFrom.ToUnixTimeSeconds()}-{KeyId}{Extension}");
}
