using Identity.Clerk.Identifiers;

namespace Identity.WebFront.Operators;

/// <summary>Reads what the operators' lists take alike.</summary>
internal static class QueryText
{
    /// <summary>The rows of a page when nobody says how many.</summary>
    public const int DefaultLimit = 50;

    private const int MaxLimit = 500;

    /// <summary>Whether so many rows may be asked for.</summary>
    public static bool IsLimit(int limit) => limit is >= 1 and <= MaxLimit;

    /// <summary>Reads an id; null, and no mistake, when none is given.</summary>
    public static bool TryReadId<TId>(string? text, out TId? id)
        where TId : struct, IClerkId<TId>
    {
        id = null;
        if (text is null) return true;
        if (!TId.TryParse(text, out var read)) return false;
        id = read;
        return true;
    }

    /// <summary>Reads one name of an enumeration, in any case; neither a number nor several names.</summary>
    public static bool TryReadName<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return text is not null
            && text.All(char.IsAsciiLetter)
            && Enum.TryParse(text, ignoreCase: true, out value);
    }
}
