using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Identity.Clerk.Tokens;

/// <summary>Unpacks the permissions of a version 2 token: a bitmap over permission names for each feature.</summary>
/// <remarks>
/// <para>
/// <c>fea</c> lists features with their scope (<c>o</c>, <c>u</c>, or both), <c>o.per</c> permission names, and
/// <c>o.fpm</c> one decimal number for each feature, whose bit <c>i</c> stands for the name at position <c>i</c>.
/// </para>
/// <para>
/// Clerk's SDKs disagree on which feature a number belongs to: by position among all features (the documentation, Ruby,
/// Python, C#), or among those of the organization only (JavaScript). What both readings grant is granted here: never
/// more than either, and the same as both where the organization's features come first.
/// </para>
/// <para>Whatever is malformed grants nothing.</para>
/// </remarks>
public static class OrganizationPermissions
{
    /// <summary>The most features, names or numbers that are read.</summary>
    public const int MaxEntries = 1000;

    /// <summary>The most digits of a number.</summary>
    public const int MaxMaskDigits = 1000;

    /// <summary>
    /// The full names of what is granted, e.g. <c>org:invoices:read</c>, by feature, then by position of the name.
    /// </summary>
    /// <param name="fea">The claim <c>fea</c>.</param>
    /// <param name="per">The claim <c>o.per</c>.</param>
    /// <param name="fpm">The claim <c>o.fpm</c>.</param>
    public static ImmutableArray<string> Decode(string? fea, string? per, string? fpm)
    {
        if (string.IsNullOrEmpty(fea) || string.IsNullOrEmpty(per) || string.IsNullOrEmpty(fpm)) return [];
        if (!TrySplit(fea, out var features) || !TrySplit(per, out var names)) return [];
        if (!TrySplit(fpm, out var masks)) return [];
        var granted = ImmutableArray.CreateBuilder<string>();
        var ordinal = 0;
        for (var position = 0; position < features.Length; position++)
        {
            var feature = features[position];
            var colon = feature.IndexOf(':');
            if (colon < 0) return [];
            if (!feature.AsSpan(0, colon).Contains('o')) continue;
            var mask = MaskAt(masks, ordinal++) & MaskAt(masks, position);
            if (!mask.IsZero) Grant(granted, feature.AsSpan(colon + 1), names, mask);
        }

        return granted.DrainToImmutable();
    }

    private static bool TrySplit(string list, out string[] entries)
    {
        entries = list.Split(',', MaxEntries + 1, StringSplitOptions.TrimEntries);
        return entries.Length <= MaxEntries;
    }

    private static BigInteger MaskAt(string[] masks, int index) =>
        index < masks.Length
        && masks[index].Length <= MaxMaskDigits
        && BigInteger.TryParse(masks[index], NumberStyles.None, CultureInfo.InvariantCulture, out var mask)
            ? mask
            : BigInteger.Zero;

    private static void Grant(
        ImmutableArray<string>.Builder granted,
        ReadOnlySpan<char> feature,
        string[] names,
        BigInteger mask)
    {
        var bits = mask.ToByteArray(isUnsigned: true);
        for (var i = 0; i < names.Length && i / 8 < bits.Length; i++)
        {
            if ((bits[i / 8] & (1 << (i % 8))) != 0) granted.Add($"org:{feature}:{names[i]}");
        }
    }
}
