namespace Identity.Storage.Inbox;

/// <summary>Looks for ids in bodies.</summary>
internal static class Mention
{
    /// <summary>
    /// Whether bytes hold an id as a whole: <c>user_a</c> isn't in <c>"user_ab"</c>, but it is in a link or in quotes
    /// within quotes. It need not be JSON: in quarantine there may be anything.
    /// </summary>
    internal static bool IsIn(ReadOnlySpan<byte> body, ReadOnlySpan<byte> id)
    {
        for (int at, start = 0; (at = body[start..].IndexOf(id)) >= 0; start += at + 1)
        {
            var (before, after) = (start + at - 1, start + at + id.Length);
            if ((before < 0 || !IsOfId(body[before])) && (after == body.Length || !IsOfId(body[after]))) return true;
        }

        return false;
    }

    private static bool IsOfId(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';
}
