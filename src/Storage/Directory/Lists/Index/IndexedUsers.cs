using System.Collections.Immutable;
using System.Text;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>All users as they were at one moment. It never changes, whatever becomes of the users.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Position">The moment.</param>
/// <param name="Segments">Where the users are, each in one at the most.</param>
internal sealed record IndexedUsers(long Version, IndexPosition Position, ImmutableArray<IndexSegment> Segments)
{
    // With fewer a second thread takes longer to begin than it helps.
    private const int UsersOfAThread = 4 * IndexSegment.MaxUsers;

    /// <summary>How many users there are, and how many who are out of date are still kept.</summary>
    internal long Count => Segments.Sum(segment => (long)segment.Count);

    /// <summary>How many bytes of memory they take, about.</summary>
    internal long Size => Segments.Sum(segment => segment.Size);

    /// <summary>The same with those who are new or changed since. Only the newest may be asked, by one thread at a time.</summary>
    /// <param name="changed">Each user once.</param>
    /// <param name="position">The moment at which they were read.</param>
    internal IndexedUsers With(IReadOnlyCollection<IndexedUser> changed, IndexPosition position)
    {
        if (changed.Count == 0) return this with { Position = position };
        var segments = Segments.ToBuilder();
        var builder = new IndexSegmentBuilder();
        foreach (var user in changed.Where(user => !user.IsDeleted))
        {
            builder.Add(user);
            if (builder.Count == IndexSegment.MaxUsers) segments.Add(builder.Build());
        }

        if (builder.Count > 0) segments.Add(builder.Build());
        // Last, since it can't be taken back.
        foreach (var user in changed) End(user);
        return new IndexedUsers(Version + 1, position, segments.ToImmutable());
    }

    /// <summary>
    /// The same in less memory: of segments of which half is out of date, or of which somebody is deleted, and of small ones
    /// new ones are made. Only the newest may be asked, by one thread at a time.
    /// </summary>
    internal IndexedUsers Compact()
    {
        var rewritten = Segments.Where(s => s.Live < IndexSegment.MaxUsers / 2 || s.HasDeleted).ToList();
        if (rewritten.Count <= 1 && !rewritten.Exists(s => s.Live < s.Count)) return this;
        var segments = Segments.RemoveRange(rewritten).ToBuilder();
        var builder = new IndexSegmentBuilder();
        foreach (var segment in rewritten)
        {
            for (var user = 0; user < segment.Count; user++)
            {
                if (segment.IsLive(user, Version)) builder.Add(segment, user);
                if (builder.Count == IndexSegment.MaxUsers) segments.Add(builder.Build());
            }
        }

        if (builder.Count > 0) segments.Add(builder.Build());
        return this with { Segments = segments.ToImmutable() };
    }

    /// <summary>A part of a list of those who are sought.</summary>
    internal ImmutableArray<UserId> List(
        IndexSearch search, IndexOrder order, int limit, long offset, CancellationToken cancellationToken)
    {
        var most = (int)Math.Min(offset + limit, Count);
        var places = Scan(search, order, most, cancellationToken).SelectMany(scan => scan.Kept).ToArray();
        Array.Sort(places, order);
        return
        [
            .. places.Take(most).Skip((int)Math.Min(offset, most))
                .Select(place => UserId.Parse(Encoding.UTF8.GetString(place.Segment.Id(place.User)))),
        ];
    }

    /// <summary>How many are sought.</summary>
    internal long CountOf(IndexSearch search, CancellationToken cancellationToken) =>
        Scan(search, order: null, most: 0, cancellationToken).Sum(scan => scan.Found);

    private void End(IndexedUser user)
    {
        var id = Encoding.UTF8.GetBytes(user.Id.Value);
        foreach (var segment in Segments)
        {
            if (segment.End(id, Version + 1, user.IsDeleted)) return;
        }
    }

    private List<IndexScan> Scan(IndexSearch search, IndexOrder? order, int most, CancellationToken cancellationToken)
    {
        var scans = new List<IndexScan>();
        // In the direction of the list, as the scan of each goes.
        var segments = order is { IsDescending: true } ? Segments.Reverse() : Segments;
        var options = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = (int)Math.Clamp(Count / UsersOfAThread, 1, Environment.ProcessorCount),
        };
        Parallel.ForEach(
            segments,
            options,
            () => new IndexScan(search, Version, order, most),
            (segment, _, scan) =>
            {
                scan.Add(segment);
                return scan;
            },
            scan =>
            {
                lock (scans) scans.Add(scan);
            });
        return scans;
    }
}
