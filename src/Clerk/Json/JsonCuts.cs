using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Identity.Clerk.Json;

/// <summary>
/// Takes members out of JSON without parsing and writing the rest again: what stays, stays byte for byte.
/// </summary>
internal static class JsonCuts
{
    /// <summary>The ranges to leave out so that no member of those names remains, and the commas are right.</summary>
    /// <param name="json">One JSON value.</param>
    /// <param name="members">The names to take out.</param>
    /// <param name="everywhere">At any depth; otherwise from the outermost object only.</param>
    /// <exception cref="JsonException">It isn't JSON, or nested deeper than 64.</exception>
    public static ImmutableArray<(int Start, int End)> Find(
        ReadOnlySpan<byte> json,
        JsonMembers members,
        bool everywhere)
    {
        var cuts = ImmutableArray.CreateBuilder<(int Start, int End)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonObjectCursor.MaxDepth });
        var opened = -1;
        var previousEnd = 0;
        ulong kept = 0;
        while (reader.Read())
        {
            var depth = reader.CurrentDepth;
            if (reader.TokenType == JsonTokenType.StartObject) kept &= ~(1UL << (depth + 1));
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var start = (int)reader.TokenStartIndex;
                var isCut = (everywhere || depth == 1) && members.IndexOf(ref reader) >= 0;
                if (opened >= 0 && !isCut) Close(cuts, ref opened, start);
                if (isCut) Cut(ref reader, cuts, ref opened, start, previousEnd, HasKept(kept, depth));
                else kept |= 1UL << depth;
            }
            else if (opened >= 0)
            {
                Close(cuts, ref opened, (int)reader.TokenStartIndex);
            }

            previousEnd = (int)reader.BytesConsumed;
        }

        return cuts.DrainToImmutable();
    }

    /// <summary>Copies the JSON without the ranges.</summary>
    public static void Write(
        IBufferWriter<byte> output,
        ReadOnlySpan<byte> json,
        ImmutableArray<(int Start, int End)> cuts)
    {
        var from = 0;
        foreach (var (start, end) in cuts)
        {
            output.Write(json[from..start]);
            from = end;
        }

        output.Write(json[from..]);
    }

    /// <summary>The JSON without the ranges, in memory of its own.</summary>
    public static byte[] Remove(ReadOnlySpan<byte> json, ImmutableArray<(int Start, int End)> cuts)
    {
        var length = json.Length;
        foreach (var (start, end) in cuts) length -= end - start;
        var output = new ArrayBufferWriter<byte>(Math.Max(length, 1));
        Write(output, json, cuts);
        return output.WrittenSpan.ToArray();
    }

    // The objects that are open are at most 64 deep, so one bit each says whether a member of it stays.
    private static bool HasKept(ulong kept, int depth) => (kept & (1UL << depth)) != 0;

    // Behind a member that stays, the comma before goes too. Without one, all up to the next name or the brace goes.
    private static void Cut(
        ref Utf8JsonReader reader,
        ImmutableArray<(int Start, int End)>.Builder cuts,
        ref int opened,
        int start,
        int previousEnd,
        bool hasKept)
    {
        if (!hasKept && opened < 0) opened = start;
        reader.Skip();
        if (hasKept) cuts.Add((previousEnd, (int)reader.BytesConsumed));
    }

    private static void Close(ImmutableArray<(int Start, int End)>.Builder cuts, ref int opened, int end)
    {
        cuts.Add((opened, end));
        opened = -1;
    }
}
