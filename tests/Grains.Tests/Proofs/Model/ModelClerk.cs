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
    private readonly Dictionary<string, (long UpdatedAt, long OccurredAt)> _lastSent = new(StringComparer.Ordinal);
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
        return Rows[$"{kind} {id}"] = new Row(kind, id, data);
    }

    /// <summary>Tells a row as it is now; a session brings its user.</summary>
    private void TellSnapshot(string type, Row row, Row? user = null)
    {
        var data = row.Data.DeepClone().AsObject();
        if (user is not null) data["user"] = user.Data.DeepClone();
        var (at, seconds) = Stamp(user is null ? [row] : [row, user]);
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
        // Merged as if an event had been stamped with updated_at.
        var updatedAt = (long)row.Data["updated_at"]!;
        _lastSent[row.Key] = _lastSent.TryGetValue(row.Key, out var last) && last.UpdatedAt == updatedAt
            ? (updatedAt, Math.Max(last.OccurredAt, updatedAt))
            : (updatedAt, updatedAt);
        Told.Add((Emission.Fetch(kind, target, row.Deleted && kind != FetchedKind.Membership
            ? new JsonObject { ["id"] = row.Id }
            : row.Data, row.Deleted), _step));
    }

    // Two snapshots of one updated_at are told apart by their envelopes, so the later one's must be later.
    private (long At, bool Seconds) Stamp(params ReadOnlySpan<Row> rows)
    {
        var (at, seconds) = (Now + Lag, Seconds);
        foreach (var row in rows)
        {
            var updatedAt = (long)row.Data["updated_at"]!;
            if (!_lastSent.TryGetValue(row.Key, out var last) || last.UpdatedAt != updatedAt) continue;
            (at, seconds) = (Math.Max(at, last.OccurredAt + 1), false);
        }

        foreach (var row in rows) _lastSent[row.Key] = ((long)row.Data["updated_at"]!, at);
        return (at, seconds);
    }

    private void Tell(string type, JsonObject data, long at, bool seconds)
    {
        // Ids in no order, so that nothing rests on them.
        var message = $"msg_{(uint)(++_messages * 2654435761L):x8}";
        Told.Add((Emission.Event(message, type, data, at, seconds, instance), _step));
    }
}
