using System.Collections.Immutable;
using System.Text;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Directory.Lists.Index;

/// <summary>Who is sought by one or more texts, among all users.</summary>
internal sealed record IndexSearch
{
    private readonly UserFilter _filter;

    private IndexSearch(UserFilter filter, ImmutableArray<IndexNeedle> needles)
    {
        _filter = filter;
        // The longest is found by the longest steps, and by chance the least often.
        First = needles.MaxBy(needle => needle.Text.Length)!;
        Others = needles.Remove(First);
    }

    internal IndexNeedle First { get; }

    internal ImmutableArray<IndexNeedle> Others { get; }

    /// <summary>The user after whom the list begins, in the order of creation; null for its beginning.</summary>
    internal Created<UserId>? After { get; init; }

    /// <summary>Whether the list that begins after a user goes downwards.</summary>
    internal bool Descending { get; init; }

    /// <summary>What a filter seeks.</summary>
    /// <returns>Null when it seeks no text, or one that nobody can have, or names users by other things as well.</returns>
    internal static IndexSearch? Of(UserFilter filter)
    {
        (string? Text, LineKinds Lines)[] texts =
        [
            (filter.Text, LineKinds.Any),
            (filter.NameText, LineKinds.Name),
            (filter.UsernameText, LineKinds.Username),
            (filter.EmailText, LineKinds.EmailAddress),
            (filter.PhoneText, LineKinds.PhoneNumber),
        ];
        var needles = texts.Where(t => t.Text is not null).Select(t => IndexNeedle.Of(t.Text!, t.Lines)).ToList();
        var isForOthers = needles.Count == 0 || needles.Contains(null) || filter.NamesUsers || filter.ExcludesUsers;
        return isForOthers ? null : new IndexSearch(filter, [.. needles!]);
    }

    /// <summary>Whether a user who has the first text has all else that is sought.</summary>
    internal bool Holds(IndexSegment segment, int user)
    {
        if (_filter.Banned is { } banned && segment.IsBanned(user) != banned) return false;
        if (!IsIn(_filter.CreatedAt, segment.Time(user, TimeField.CreatedAt))) return false;
        if (!IsIn(_filter.LastActiveAt, segment.Time(user, TimeField.LastActiveAt))) return false;
        if (!IsIn(_filter.LastSignInAt, segment.Time(user, TimeField.LastSignInAt))) return false;
        if (After is { } after && !IsBehind(segment, user, after)) return false;
        foreach (var needle in Others)
        {
            if (!needle.IsIn(segment.Text(user))) return false;
        }

        return true;
    }

    private static bool IsIn(TimeWindow window, long time) =>
        window == default
        || (time != long.MinValue && !(time <= window.After) && !(time >= window.Before));

    private bool IsBehind(IndexSegment segment, int user, Created<UserId> after)
    {
        var time = segment.Time(user, TimeField.CreatedAt);
        if (time == long.MinValue) return false;
        var compared = time.CompareTo(after.CreatedAt);
        if (compared == 0) compared = segment.Id(user).SequenceCompareTo(Encoding.UTF8.GetBytes(after.Id.Value));
        return Descending ? compared < 0 : compared > 0;
    }
}
