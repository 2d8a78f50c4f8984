using System.Text;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>A text that is sought.</summary>
/// <param name="Text">In lower case, in UTF-8; not empty.</param>
/// <param name="Lines">In which lines.</param>
internal sealed record IndexNeedle(byte[] Text, LineKinds Lines)
{
    /// <summary>What a filter seeks.</summary>
    /// <returns>Null when no stored text can hold it.</returns>
    internal static IndexNeedle? Of(string text, LineKinds lines) => DirectoryText.NormalizeSearch(text) is { } folded
        ? new IndexNeedle(Encoding.UTF8.GetBytes(folded), lines)
        : null;

    internal bool IsIn(ReadOnlySpan<byte> lines) => TextLines.Holds(lines, Text, Lines);
}
