using System.Numerics;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>Finds a user of a segment by the id: a table of hashes, half empty, whose collisions take the next place.</summary>
internal sealed class IdTable
{
    private readonly int[] _users;

    internal IdTable(IndexSegment segment)
    {
        _users = new int[BitOperations.RoundUpToPowerOf2((uint)(2 * segment.Count) + 1)];
        for (var user = 0; user < segment.Count; user++)
        {
            var place = PlaceOf(segment.Id(user));
            while (_users[place] != 0) place = Next(place);
            _users[place] = user + 1;
        }
    }

    internal long Size => (long)_users.Length * sizeof(int);

    /// <summary>Which user of the segment has the id; -1 for nobody.</summary>
    internal int Find(IndexSegment segment, ReadOnlySpan<byte> id)
    {
        var place = PlaceOf(id);
        while (_users[place] is > 0 and var user)
        {
            if (segment.Id(user - 1).SequenceEqual(id)) return user - 1;
            place = Next(place);
        }

        return -1;
    }

    private int PlaceOf(ReadOnlySpan<byte> id)
    {
        var hash = default(HashCode);
        hash.AddBytes(id);
        return hash.ToHashCode() & (_users.Length - 1);
    }

    private int Next(int place) => (place + 1) & (_users.Length - 1);
}
