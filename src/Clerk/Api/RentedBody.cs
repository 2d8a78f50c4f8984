using System.Buffers;

namespace Identity.Clerk.Api;

/// <summary>
/// A body in memory from the pool, which grows as it is filled. What is kept of it must be copied before it is disposed
/// of. One that is never disposed of, because reading failed, is the garbage collector's.
/// </summary>
internal sealed class RentedBody(int capacity) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Where to put what comes next, so that no more than so many bytes are there.</summary>
    public Memory<byte> Free(int maxLength)
    {
        if (_length == _buffer.Length) Grow();
        return _buffer.AsMemory(_length, Math.Min(_buffer.Length, maxLength) - _length);
    }

    /// <summary>Counts what was put there; the length from now on.</summary>
    public int Add(int count) => _length += count;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Memory.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
