using System.Text;
using System.Text.Json;

namespace Identity.Clerk.Json;

/// <summary>The names of the members that a reader of one kind of object uses. At most 64.</summary>
internal sealed class JsonMembers
{
    private readonly string[] _names;
    private readonly byte[][] _utf8;

    public JsonMembers(params string[] names)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Length, 64);
        _names = names;
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    }

    public string this[int index] => _names[index];

    public int IndexOf(string name) => Array.IndexOf(_names, name);

    /// <summary>Which of the names the reader stands on, however it is escaped; -1 for none of them.</summary>
    public int IndexOf(ref Utf8JsonReader reader)
    {
        // Comparing an escaped name that has a lone surrogate would throw; such a name is none of ours.
        if (reader.ValueIsEscaped && JsonText.HasLoneSurrogate(reader.ValueSpan)) return -1;
        for (var i = 0; i < _utf8.Length; i++)
        {
            if (reader.ValueTextEquals(_utf8[i])) return i;
        }

        return -1;
    }
}
