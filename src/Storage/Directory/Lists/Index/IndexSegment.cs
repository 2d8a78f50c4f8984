using System.Buffers.Binary;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>
/// Some users, one behind the other, in a few arrays that never change. Of each only the version is noted from which on it
/// is out of date, so who reads an earlier version isn't disturbed. One thread at a time notes that.
/// </summary>
internal sealed class IndexSegment
{
    /// <summary>How many users one has at most.</summary>
    internal const int MaxUsers = 16_384;

    /// <summary>The length of a value that is missing.</summary>
    internal const ushort Missing = ushort.MaxValue;

    private const int KeySize = 16;

    internal static readonly int TimeFields = Enum.GetValues<TimeField>().Length;

    private readonly byte[] _texts;
    private readonly int[] _textEnds;
    private readonly byte[] _values;
    private readonly int[] _valueEnds;
    private readonly long[] _times;
    private readonly bool[] _banned;
    private readonly long[] _endedAt;
    private readonly IdTable _ids;

    // Of what users were ever ordered by. Two threads may both make the same.
    private readonly UInt128[]?[] _beginnings = new UInt128[Enum.GetValues<ValueField>().Length][];

    /// <param name="texts">The texts, as <see cref="TextLines"/> writes them.</param>
    /// <param name="textEnds">Where each ends.</param>
    /// <param name="values">Of each user the values, with the length before each, in the order of <see cref="ValueField"/>.</param>
    /// <param name="valueEnds">Where each user's end.</param>
    /// <param name="times">Of each user the times, in the order of <see cref="TimeField"/>.</param>
    /// <param name="banned">Who is banned.</param>
    internal IndexSegment(
        byte[] texts, int[] textEnds, byte[] values, int[] valueEnds, long[] times, bool[] banned)
    {
        (_texts, _textEnds, _values, _valueEnds, _times, _banned) = (texts, textEnds, values, valueEnds, times, banned);
        _endedAt = new long[Count];
        Array.Fill(_endedAt, long.MaxValue);
        Live = Count;
        _ids = new IdTable(this);
    }

    /// <summary>How many users it has, up to date or not.</summary>
    internal int Count => _textEnds.Length;

    /// <summary>How many of them are up to date in the newest version.</summary>
    internal int Live { get; private set; }

    /// <summary>Whether it still has somebody who is deleted.</summary>
    internal bool HasDeleted { get; private set; }

    /// <summary>How many bytes of memory it takes, about.</summary>
    internal long Size => _texts.Length + _values.Length + _ids.Size
        + ((long)Count * ((2 * sizeof(int)) + ((TimeFields + 1) * sizeof(long)) + sizeof(bool)))
        + _beginnings.Sum(known => (known?.Length ?? 0) * (long)KeySize);

    /// <summary>All texts, one behind the other.</summary>
    internal ReadOnlySpan<byte> Texts => _texts;

    /// <summary>Where a user's text begins in <see cref="Texts"/>.</summary>
    internal int TextStart(int user) => Start(_textEnds, user);

    /// <summary>Where a user's text ends in <see cref="Texts"/>, and the next one's begins.</summary>
    internal int TextEnd(int user) => _textEnds[user];

    internal ReadOnlySpan<byte> Text(int user) => Part(_texts, _textEnds, user);

    /// <summary>All values of a user, as they are stored.</summary>
    internal ReadOnlySpan<byte> Values(int user) => Part(_values, _valueEnds, user);

    internal ReadOnlySpan<long> Times(int user) => _times.AsSpan(user * TimeFields, TimeFields);

    internal bool IsBanned(int user) => _banned[user];

    /// <summary>Unix time in milliseconds; <see cref="long.MinValue"/> for none.</summary>
    internal long Time(int user, TimeField field) => _times[(user * TimeFields) + (int)field];

    internal ReadOnlySpan<byte> Id(int user) => Value(user, ValueField.Id, out _);

    /// <summary>A value in UTF-8; empty when it is missing.</summary>
    internal ReadOnlySpan<byte> Value(int user, ValueField field, out bool isMissing)
    {
        var values = Values(user);
        for (var i = 0; ; i++)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(values);
            isMissing = length == Missing;
            var value = values.Slice(sizeof(ushort), isMissing ? 0 : length);
            if (i == (int)field) return value;
            values = values[(sizeof(ushort) + value.Length)..];
        }
    }

    /// <summary>
    /// The first sixteen bytes of a value as a number, which orders as they do; the greatest where the value is missing, since
    /// no text begins with such bytes.
    /// </summary>
    internal UInt128 Beginning(int user, ValueField field) => (_beginnings[(int)field] ??= Beginnings(field))[user];

    /// <summary>Whether this is how the user was in a version.</summary>
    internal bool IsLive(int user, long version) => version < Volatile.Read(in _endedAt[user]);

    /// <summary>Notes that this isn't how a user is any more.</summary>
    /// <param name="id">The user's id.</param>
    /// <param name="version">The first version of which that is true.</param>
    /// <param name="isDeleted">Whether there is nothing of the user any more.</param>
    /// <returns>False when the user isn't here, or is out of date already.</returns>
    internal bool End(ReadOnlySpan<byte> id, long version, bool isDeleted)
    {
        if (_ids.Find(this, id) is not (>= 0 and var user) || _endedAt[user] != long.MaxValue) return false;
        Volatile.Write(ref _endedAt[user], version);
        Live--;
        HasDeleted |= isDeleted;
        return true;
    }

    private UInt128[] Beginnings(ValueField field)
    {
        var beginnings = new UInt128[Count];
        Span<byte> bytes = stackalloc byte[KeySize];
        for (var user = 0; user < beginnings.Length; user++)
        {
            var value = Value(user, field, out var isMissing);
            bytes.Clear();
            value[..Math.Min(value.Length, bytes.Length)].CopyTo(bytes);
            beginnings[user] = isMissing ? UInt128.MaxValue : BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }

        return beginnings;
    }

    private static ReadOnlySpan<byte> Part(byte[] all, int[] ends, int user)
    {
        var start = Start(ends, user);
        return all.AsSpan(start, ends[user] - start);
    }

    private static int Start(int[] ends, int user) => user == 0 ? 0 : ends[user - 1];
}
