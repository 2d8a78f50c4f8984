namespace Identity.Clerk.Emulator.Webhooks;

/// <summary>Messages that wait for their delivery, oldest first, and the last ones that there were.</summary>
internal sealed class Outbox
{
    public const int MostPending = 50_000;

    private const int MostRecent = 200;

    private readonly Lock _turn = new();
    private readonly LinkedList<Delivery> _pending = [];
    private readonly Dictionary<string, LinkedListNode<Delivery>> _byId = [];
    private readonly Queue<Delivery> _recent = [];

    /// <returns>The delivery that had to make room, if any.</returns>
    public Delivery? Add(Delivery delivery)
    {
        lock (_turn)
        {
            _byId[delivery.Message.Id] = _pending.AddLast(delivery);
            Remember(delivery);
            if (_pending.Count <= MostPending)
                return null;

            var oldest = _pending.First!.Value;
            Remove(oldest);
            oldest.Settle(DeliveryState.Dropped);
            return oldest;
        }
    }

    /// <summary>Lists a message that is never sent.</summary>
    public void AddDropped(Delivery delivery)
    {
        lock (_turn)
        {
            Remember(delivery);
            delivery.Settle(DeliveryState.Dropped);
        }
    }

    public void Delivered(Delivery delivery)
    {
        lock (_turn)
        {
            Remove(delivery);
            delivery.Settle(DeliveryState.Delivered);
        }
    }

    public IReadOnlyList<Delivery> Pending()
    {
        lock (_turn)
            return [.. _pending];
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Delivery> Recent()
    {
        lock (_turn)
            return [.. _recent.Reverse()];
    }

    private void Remember(Delivery delivery)
    {
        _recent.Enqueue(delivery);
        if (_recent.Count > MostRecent)
            _recent.Dequeue();
    }

    private void Remove(Delivery delivery)
    {
        if (_byId.Remove(delivery.Message.Id, out var node))
            _pending.Remove(node);
    }
}
