using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>
/// What an activation has taken out of its inbox but not yet done. It exists only while there is something in it, and
/// only the holder of the turn touches it.
/// </summary>
/// <remarks>
/// Requests wait in one queue per kind, so that the next one which may run is found at once however many wait.
/// </remarks>
internal sealed class Backlog
{
    private WorkItem? _arrived;
    private RequestQueue _interleaving;
    private RequestQueue _readOnly;
    private RequestQueue _exclusive;
    private long _sequence;

    public bool HasArrivals => _arrived is not null;

    public bool IsEmpty => _arrived is null
        && _interleaving.Head is null && _readOnly.Head is null && _exclusive.Head is null;

    /// <summary>Takes over an inbox, which is a chain from the newest to the oldest item.</summary>
    public void Arrive(WorkItem newest)
    {
        WorkItem? oldest = null;
        for (var item = newest; item is not null;)
        {
            var next = item.Next;
            item.Next = oldest;
            oldest = item;
            item = next;
        }

        _arrived = oldest;
    }

    public WorkItem? TakeArrival()
    {
        if (_arrived is not { } item)
        {
            return null;
        }

        _arrived = item.Next;
        item.Next = null;
        return item;
    }

    public void Add(Request request)
    {
        request.Sequence = _sequence++;
        if ((request.Options & GrainCallOptions.AlwaysInterleave) != 0)
        {
            _interleaving.Add(request);
        }
        else if ((request.Options & GrainCallOptions.ReadOnly) != 0)
        {
            _readOnly.Add(request);
        }
        else
        {
            _exclusive.Add(request);
        }
    }

    public bool HasRunnable(in RunningRequests running)
        => _interleaving.Head is not null
            || (_readOnly.Head is not null && running.Admits(GrainCallOptions.ReadOnly))
            || (_exclusive.Head is not null && running.Admits(GrainCallOptions.None));

    /// <summary>The next request that may run beside those that run, or null.</summary>
    public Request? TakeRunnable(in RunningRequests running)
    {
        if (_interleaving.Head is not null)
        {
            return _interleaving.Take();
        }

        var reader = running.Admits(GrainCallOptions.ReadOnly) ? _readOnly.Head : null;
        var writer = running.Admits(GrainCallOptions.None) ? _exclusive.Head : null;
        if (writer is not null && (reader is null || writer.Sequence < reader.Sequence))
        {
            return _exclusive.Take();
        }

        return reader is null ? null : _readOnly.Take();
    }

    /// <summary>Any request, whatever runs.</summary>
    public Request? TakeAny() => _interleaving.Take() ?? _readOnly.Take() ?? _exclusive.Take();
}
