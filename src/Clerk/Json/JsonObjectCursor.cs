using System.Collections.Immutable;
using System.Text.Json;
using Identity.Clerk.Identifiers;

namespace Identity.Clerk.Json;

/// <summary>
/// Walks once over the members of one JSON object, stops at those that the caller knows, and turns everything that is
/// wrong with them into one stable sentence that names the member and never the value.
/// </summary>
/// <remarks>
/// After the first problem <see cref="Next"/> is false and every read gives a default; <see cref="Problem"/> says what
/// it was. Text that isn't JSON at all is the one thing that throws (<see cref="JsonException"/>): every public entry
/// turns it into a reason of its own.
/// </remarks>
internal ref struct JsonObjectCursor
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 64;

    /// <summary>The most UTF-16 units that a string may have.</summary>
    public const int MaxText = 4096;

    // Year 9999, so that nobody who turns it into a date has to think about overflow.
    public const long MaxUnixMilliseconds = 253_402_300_799_999;

    private readonly ReadOnlySpan<byte> _json;
    private readonly JsonMembers _members;
    private readonly string _path;
    private Utf8JsonReader _reader;
    private ulong _seen;
    private int _member = -1;

    /// <param name="json">One object, with nothing but white space around it.</param>
    /// <param name="members">What <see cref="Next"/> stops at.</param>
    /// <param name="path">What the object is called in a problem; empty for the root.</param>
    /// <param name="maxDepth">The deepest nesting; more only where what is deep is cut out for another reader.</param>
    public JsonObjectCursor(ReadOnlySpan<byte> json, JsonMembers members, string path, int maxDepth = MaxDepth)
    {
        _json = json;
        _members = members;
        _path = path;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        if (!json.IsEmpty) _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject) Problem = Sentence(null, "expected an object");
    }

    /// <summary>The first thing that was wrong, e.g. <c>data.updated_at: expected an integer</c>.</summary>
    public string? Problem { get; private set; }

    /// <summary>The name that <see cref="Next"/> stopped at.</summary>
    public readonly string Member => _members[_member];

    /// <summary>False if what was wrong is the object itself.</summary>
    public readonly bool HasMember => _member >= 0;

    private readonly bool IsStructure => _reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;

    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    /// <summary>Goes to the value of the next known member; the second one of the same name is a problem.</summary>
    public bool Next()
    {
        while (Problem is null)
        {
            if (_member >= 0 && IsStructure) _reader.Skip();
            if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndObject) return Leave();
            _member = _members.IndexOf(ref _reader);
            _reader.Read();
            if (_member < 0)
            {
                _reader.Skip();
                continue;
            }

            if ((_seen & (1UL << _member)) != 0) Fail("given twice");
            _seen |= 1UL << _member;
            return Problem is null;
        }

        return false;
    }

    /// <summary>Notes a problem with the member at hand.</summary>
    public void Fail(string reason) => Problem ??= Sentence(Member, reason);

    /// <summary>Takes over what a cursor over a part of this object found.</summary>
    public void Adopt(string? problem) => Problem ??= problem;

    /// <summary>Notes a problem if the member wasn't there.</summary>
    public void Require(string member)
    {
        if ((_seen & (1UL << _members.IndexOf(member))) == 0) Problem ??= Sentence(member, "missing");
    }

    /// <summary>True if the value is this string, however it is escaped. Allocates nothing.</summary>
    public readonly bool IsText(ReadOnlySpan<byte> text) =>
        _reader.TokenType == JsonTokenType.String
        && !(_reader.ValueIsEscaped && JsonText.HasLoneSurrogate(_reader.ValueSpan))
        && _reader.ValueTextEquals(text);

    public string? TextOrNull() => IsNull ? null : Text();

    public string Text()
    {
        if (_reader.TokenType != JsonTokenType.String) Fail("expected a string");
        else if (_reader.ValueSpan.Length > MaxText * 6) Fail("too long");
        else if (_reader.ValueIsEscaped && JsonText.HasLoneSurrogate(_reader.ValueSpan)) Fail("half a surrogate pair");
        if (Problem is not null) return "";
        var text = _reader.GetString()!;
        if (text.Length > MaxText) Fail("too long");
        else if (text.Contains('\0')) Fail("contains NUL");
        return text;
    }

    public long Integer()
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var value)) return value;
        Fail("expected an integer");
        return 0;
    }

    /// <summary>A time in unix milliseconds, from 1970 to 9999.</summary>
    public long Time()
    {
        var value = Integer();
        if (value is < 0 or > MaxUnixMilliseconds) Fail("out of range");
        return value;
    }

    public long? TimeOrNull() => IsNull ? null : Time();

    public bool Flag()
    {
        if (_reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) Fail("expected true or false");
        return _reader.TokenType == JsonTokenType.True;
    }

    public TId Id<TId>()
        where TId : struct, IClerkId<TId>
    {
        if (TId.TryParse(Text(), out var id)) return id;
        Fail(TId.Prefix.Length == 0 ? "expected an id" : $"expected an id that starts with {TId.Prefix}");
        return default;
    }

    /// <summary>Null for null and for an empty string, which Clerk's older payloads use for it.</summary>
    public TId? IdOrNull<TId>()
        where TId : struct, IClerkId<TId> =>
        IsNull || (_reader.TokenType == JsonTokenType.String && _reader.ValueSpan.IsEmpty)
            ? null
            : Id<TId>();

    /// <summary>The bytes of the value, which must be an object; empty after a problem.</summary>
    public ReadOnlySpan<byte> Object() => _json[ObjectExtent()];

    /// <summary>Where in the JSON the value lies, which must be an object; empty after a problem.</summary>
    public Range ObjectExtent()
    {
        if (_reader.TokenType == JsonTokenType.StartObject) return Extent();
        Fail("expected an object");
        return ..0;
    }

    /// <summary>The bytes of the value, which must be a list; empty after a problem.</summary>
    public ReadOnlySpan<byte> List() => EnterList() ? _json[Extent()] : [];

    /// <summary>The strings of a list.</summary>
    public ImmutableArray<string> Texts(int max)
    {
        if (!EnterList()) return [];
        var texts = ImmutableArray.CreateBuilder<string>();
        while (Problem is null && _reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (texts.Count == max) Fail("too many");
            texts.Add(Text());
        }

        return Problem is null ? texts.DrainToImmutable() : [];
    }

    /// <summary>The integers of a list that has exactly so many.</summary>
    public void Integers(scoped Span<long> values)
    {
        if (!EnterList()) return;
        for (var i = 0; i < values.Length && Problem is null; i++)
        {
            _reader.Read();
            values[i] = Integer();
        }

        if (Problem is null && _reader.Read() && _reader.TokenType != JsonTokenType.EndArray) Fail("too many");
    }

    /// <summary>Goes into the value, which must be a list; <see cref="NextObject"/> walks it.</summary>
    public bool EnterList()
    {
        if (_reader.TokenType != JsonTokenType.StartArray) Fail("expected a list");
        return Problem is null;
    }

    /// <summary>The next object of the list that was entered. Has to be called until it is false.</summary>
    public bool NextObject(out ReadOnlySpan<byte> json)
    {
        json = [];
        if (Problem is not null || !_reader.Read() || _reader.TokenType == JsonTokenType.EndArray) return false;
        json = Object();
        return Problem is null;
    }

    private Range Extent()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return start..(int)_reader.BytesConsumed;
    }

    private bool Leave()
    {
        // Whatever follows the object makes the reader throw here.
        _reader.Read();
        _member = -1;
        return false;
    }

    private readonly string Sentence(string? member, string reason) =>
        (_path.Length, member) switch
        {
            (0, null) => reason,
            (0, _) => $"{member}: {reason}",
            (_, null) => $"{_path}: {reason}",
            _ => $"{_path}.{member}: {reason}",
        };
}
