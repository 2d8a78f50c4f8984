using System.Buffers;
using System.Text;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>Collects users for a segment.</summary>
internal sealed class IndexSegmentBuilder
{
    private readonly ArrayBufferWriter<byte> _texts = new();
    private readonly List<int> _textEnds = [];
    private readonly ArrayBufferWriter<byte> _values = new();
    private readonly List<int> _valueEnds = [];
    private readonly List<long> _times = [];
    private readonly List<bool> _banned = [];

    internal int Count => _textEnds.Count;

    internal void Add(IndexedUser user)
    {
        TextLines.Write(user, _texts);
        Write(user.Id.Value);
        Write(user.EmailAddress);
        Write(user.Web3Wallet);
        Write(user.FirstName);
        Write(user.LastName);
        Write(user.PhoneNumber);
        Write(user.Username);
        _times.AddRange(
            [OrNone(user.CreatedAt), OrNone(user.UpdatedAt), OrNone(user.LastActiveAt), OrNone(user.LastSignInAt)]);
        _banned.Add(user.IsBanned);
        End();
    }

    /// <summary>Adds a user as a segment has it.</summary>
    internal void Add(IndexSegment segment, int user)
    {
        _texts.Write(segment.Text(user));
        _values.Write(segment.Values(user));
        _times.AddRange(segment.Times(user));
        _banned.Add(segment.IsBanned(user));
        End();
    }

    /// <summary>Makes a segment of all who were added since the last.</summary>
    internal IndexSegment Build()
    {
        var segment = new IndexSegment(
            _texts.WrittenSpan.ToArray(),
            [.. _textEnds],
            _values.WrittenSpan.ToArray(),
            [.. _valueEnds],
            [.. _times],
            [.. _banned]);
        _texts.ResetWrittenCount();
        _textEnds.Clear();
        _values.ResetWrittenCount();
        _valueEnds.Clear();
        _times.Clear();
        _banned.Clear();
        return segment;
    }

    private static long OrNone(long? time) => time ?? long.MinValue;

    private void End()
    {
        _textEnds.Add(_texts.WrittenCount);
        _valueEnds.Add(_values.WrittenCount);
    }

    private void Write(string? value)
    {
        var length = value is null ? IndexSegment.Missing : checked((ushort)Encoding.UTF8.GetByteCount(value));
        Span<byte> bytes = [(byte)length, (byte)(length >> 8)];
        _values.Write(bytes);
        if (value is not null) Encoding.UTF8.GetBytes(value, _values);
    }
}
