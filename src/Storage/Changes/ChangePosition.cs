using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Identity.Storage.Changes;

/// <summary>A place in the feed of changes.</summary>
/// <param name="Feed">Which feed: a database's own, and a new one where the old numbers mean nothing any more.</param>
/// <param name="Commit">Orders the commits that may have been at work at the same time; 0 where there is one writer.</param>
/// <param name="Ordinal">Orders what one commit, or the one writer, wrote.</param>
public readonly record struct ChangePosition(string Feed, long Commit, long Ordinal)
{
    private const int MaxLength = 100;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ChangePosition position)
    {
        position = default;
        if (text is not { Length: > 0 and <= MaxLength }) return false;
        var parts = text.Split('.');
        if (parts.Length != 3
            || parts[0].Length == 0
            || !parts[0].All(char.IsAsciiHexDigitLower)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal))
        {
            return false;
        }

        position = new ChangePosition(parts[0], commit, ordinal);
        return true;
    }

    /// <summary>The place as text that callers hand back unread.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Feed}.{Commit}.{Ordinal}");

    /// <summary>Whether this place comes before another one of the same feed.</summary>
    internal bool IsBefore(ChangePosition other) => (Commit, Ordinal).CompareTo((other.Commit, other.Ordinal)) < 0;
}
