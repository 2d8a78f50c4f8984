using System.Text.Json;

namespace Identity.Clerk.Json;

/// <summary>Cuts a JSON list into its items, whatever each of them is, and copies nothing.</summary>
/// <remarks>
/// An item may be nested ever so deeply: that it is too deep is its reader's to say, and spoils none of its neighbours.
/// </remarks>
internal ref struct JsonItems
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;

    /// <param name="json">One list, with nothing but white space around it.</param>
    /// <exception cref="JsonException">It isn't a list.</exception>
    public JsonItems(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Expected a list.");
    }

    /// <summary>Goes to the next item.</summary>
    /// <exception cref="JsonException">What is there isn't JSON.</exception>
    public bool Next(out ReadOnlySpan<byte> item)
    {
        item = [];
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            // Whatever follows the list makes the reader throw here.
            _reader.Read();
            return false;
        }

        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        item = _json[start..(int)_reader.BytesConsumed];
        return true;
    }
}
