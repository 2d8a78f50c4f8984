using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Testing;

namespace Identity.Grains.Tests.Proofs.Model;

/// <summary>
/// A Clerk of a few users and organizations. What is done to it changes its rows, which are the truth, and makes it
/// tell.
/// </summary>
/// <remarks>
/// No two different snapshots of an entity have the same <c>updated_at</c>, envelope timestamp and rank: which of those
/// is the later one nobody can tell, and no invariant promises it.
/// </remarks>
internal sealed partial class ModelClerk(string instance = ClerkEventJson.Instance)
{
    private readonly Dictionary<string, Sent> _lastSent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Row> _before = new(StringComparer.Ordinal);
    private int _ids;
    private int _messages;
    private int _step;

    /// <summary>The time, unix milliseconds. It may stand still.</summary>
    public long Now { get; private set; } = Merging.EventMaker.Start;

    /// <summary>How long after a change its envelope is stamped, in milliseconds.</summary>
    public int Lag { get; set; } = 5;

    /// <summary>Whether envelopes say seconds, where the snapshot's <c>updated_at</c> is a new one.</summary>
    public bool Seconds { get; set; }

    /// <summary>Every entity there ever was, by kind and id.</summary>
    public SortedDictionary<string, Row> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>What it told, in order, each with the step in which it did.</summary>
    public List<(Emission Emission, int Step)> Told { get; } = [];

    public IEnumerable<Emission> Emissions => Told.Select(t => t.Emission);

    public Universe Universe { get; } = new();

    /// <summary>Goes on to the next thing that happens.</summary>
    public void Advance(int step, long milliseconds)
    {
        _step = step;
        Now += milliseconds;
    }

    /// <summary>An event of a type that nobody here handles.</summary>
    public void TellOther(string type, JsonObject data) => Tell(type, data, Now + Lag, Seconds);

    private IEnumerable<Row> Live(string kind) => Rows.Values.Where(r => r.Kind == kind && !r.Deleted);

    private string NewId(string prefix) => $"{prefix}{++_ids:D4}";

    /// <summary>A new snapshot of an entity, under the time that it is.</summary>
    private Row Change(string kind, string id, JsonObject data)
    {
        data["updated_at"] = Now;
        var row = new Row(kind, id, data);
        if (Rows.TryGetValue(row.Key, out var before) && UpdatedAt(before) < Now) _before[row.Key] = before;
        return Rows[row.Key] = row;
    }

    /// <summary>Tells a row as it is now; a session brings its user.</summary>
    /// <param name="type">The event.</param>
    /// <param name="row">The row.</param>
    /// <param name="user">The user that travels along, as it is now.</param>
    /// <param name="lags">Whether the user that travels along is the one before, if there is one.</param>
    private void TellSnapshot(string type, Row row, Row? user = null, bool lags = false)
    {
        var data = row.Data.DeepClone().AsObject();
        var embedded = user is not null && lags ? _before.GetValueOrDefault(user.Key, user) : user;
        if (embedded is not null) data["user"] = embedded.Data.DeepClone();
        var (at, seconds) = embedded is null || embedded != user
            ? Stamp((row, RankOf(type)))
            : Stamp((row, RankOf(type)), (embedded, 0));
        Tell(type, data, at, seconds);
    }

    /// <summary>The end of an entity, told by a stub or by the whole of it with its old <c>updated_at</c>.</summary>
    private void Delete(Row row, bool whole)
    {
        Rows[row.Key] = row with { Deleted = true };
        var data = whole ? row.Data : ClerkEventJson.Deleted(row.Kind, row.Id);
        Tell($"{row.Kind}.deleted", data, Now + Lag, Seconds);
    }

    private void TellFetched(FetchedKind kind, Row row, EntityId target)
    {
        // Merged as if an event of the creation had been stamped with updated_at.
        Remember(row, UpdatedAt(row), RankOf(".created"));
        Told.Add((Emission.Fetch(kind, target, row.Deleted && kind != FetchedKind.Membership
            ? new JsonObject { ["id"] = row.Id }
            : row.Data, row.Deleted), _step));
    }

    // Two snapshots of one updated_at are told apart by envelope and rank, so the later one's must be later.
    private (long At, bool Seconds) Stamp(params ReadOnlySpan<(Row Row, int Rank)> snapshots)
    {
        var (at, seconds) = (Now + Lag, Seconds);
        foreach (var (row, rank) in snapshots)
        {
            if (!_lastSent.TryGetValue(row.Key, out var last) || last.UpdatedAt != UpdatedAt(row)) continue;
            seconds = false;
            if (ReferenceEquals(last.Row, row)) continue;
            at = Math.Max(at, rank > last.Rank ? last.OccurredAt : last.OccurredAt + 1);
        }

        foreach (var (row, rank) in snapshots) Remember(row, at, rank);
        return (at, seconds);
    }

    private void Remember(Row row, long at, int rank)
    {
        var sent = new Sent(row, UpdatedAt(row), at, rank);
        var isLater = !_lastSent.TryGetValue(row.Key, out var last)
            || (sent.UpdatedAt, at, rank).CompareTo((last.UpdatedAt, last.OccurredAt, last.Rank)) > 0;
        _lastSent[row.Key] = isLater ? sent : last! with { Row = row };
    }

    private static long UpdatedAt(Row row) => (long)row.Data["updated_at"]!;

    private static int RankOf(string type) => type switch
    {
        "session.ended" or "session.revoked" or "session.removed" => 3,
        _ when type.EndsWith(".created", StringComparison.Ordinal) => 1,
        _ => 2,
    };

    private void Tell(string type, JsonObject data, long at, bool seconds)
    {
        // Ids in no order, so that nothing rests on them.
        var message = $"msg_{(uint)(++_messages * 2654435761L):x8}";
        Told.Add((Emission.Event(message, type, data, at, seconds, instance), _step));
    }

    private sealed record Sent(Row Row, long UpdatedAt, long OccurredAt, int Rank);
}
