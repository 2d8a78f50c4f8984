namespace Identity.Ingest.Dispatch;

/// <summary>The deliveries that wait for one entity. It lives as long as there are any.</summary>
internal sealed class EntityLane
{
    /// <summary>The most that go to the grain in one call.</summary>
    internal const int BatchLimit = 256;

    private readonly Lock _gate = new();
    private readonly Queue<LaneItem> _waiting = new();
    private bool _started;
    private bool _closed;

    public LaneState Add(LaneItem item)
    {
        lock (_gate)
        {
            if (_closed) return LaneState.Closed;
            _waiting.Enqueue(item);
            if (_started) return LaneState.Running;
            _started = true;
            return LaneState.Started;
        }
    }

    /// <summary>What waits, oldest first; nothing, and the lane is closed for good, when nothing does.</summary>
    public LaneItem[] TakeOrClose()
    {
        lock (_gate)
        {
            var batch = new LaneItem[Math.Min(_waiting.Count, BatchLimit)];
            for (var i = 0; i < batch.Length; i++) batch[i] = _waiting.Dequeue();
            _closed = batch.Length == 0;
            return batch;
        }
    }
}
