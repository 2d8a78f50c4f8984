using System.Buffers;
using System.Text;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>
/// A user's text in memory: before each line stands a byte that says what it is. UTF-8 has no such byte, so whatever is
/// sought is within one line.
/// </summary>
internal static class TextLines
{
    // UTF-8 has no byte from here on, and there is one for each kind.
    private const byte First = 0xF8;
    private const byte Last = 0xFD;

    /// <summary>Writes the lines of a user's text.</summary>
    /// <param name="user">The user.</param>
    /// <param name="output">Where to.</param>
    internal static void Write(IndexedUser user, IBufferWriter<byte> output)
    {
        var body = user.Body.AsSpan().TrimEnd('\n');
        var username = user.Username?.ToLowerInvariant();
        var i = 0;
        foreach (var line in body.Split('\n'))
        {
            Span<byte> mark = [(byte)(First + int.Log2((int)KindOf(body[line], i++, username)))];
            output.Write(mark);
            Encoding.UTF8.GetBytes(body[line], output);
        }
    }

    /// <summary>Whether a line of one of these kinds holds a text.</summary>
    internal static bool Holds(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> text, LineKinds kinds)
    {
        for (var from = 0; lines[from..].IndexOf(text) is var found and >= 0; from++)
        {
            from += found;
            if (kinds is LineKinds.Any || (kinds & KindAt(lines, from)) != 0) return true;
        }

        return false;
    }

    private static LineKinds KindAt(ReadOnlySpan<byte> lines, int at) =>
        (LineKinds)(1 << (lines[lines[..at].LastIndexOfAnyInRange(First, Last)] - First));

    // An address has the sign that makes it one, and Clerk has numbers in the form of E.164.
    private static LineKinds KindOf(ReadOnlySpan<char> line, int place, string? username) => place switch
    {
        0 => LineKinds.Id,
        1 => LineKinds.Name,
        _ when username is not null && line.SequenceEqual(username) => LineKinds.Username,
        _ when line.Contains('@') => LineKinds.EmailAddress,
        _ when line.StartsWith('+') => LineKinds.PhoneNumber,
        _ => LineKinds.Other,
    };
}
