using System.Runtime.CompilerServices;

namespace Identity.Storage.Directory;

/// <summary>How much one answer may hold.</summary>
internal static class PageBounds
{
    /// <summary>The most rows of one answer; the most that Clerk's Backend API gives, too.</summary>
    internal const int MaxLimit = 500;

    internal static void ThrowIfOutside(int limit, [CallerArgumentExpression(nameof(limit))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit, name);
    }

    internal static void ThrowIfOutside(int limit, int offset)
    {
        ThrowIfOutside(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
    }
}
