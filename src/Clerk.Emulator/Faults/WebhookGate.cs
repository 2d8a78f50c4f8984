using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Faults;

/// <summary>
/// Lets webhooks through to their sender, unless they are held; then they leave in random order. Of more than
/// <see cref="Limits.HeldWebhooks"/>, those that wait longest leave.
/// </summary>
internal sealed partial class WebhookGate(WebhookSender sender, FaultPlan plan, ILogger<WebhookGate> logger)
{
    private readonly Lock _turn = new();
    private readonly List<Delivery> _held = [];

    public int Held
    {
        get
        {
            lock (_turn)
                return _held.Count;
        }
    }

    public void Send(IReadOnlyList<Delivery> deliveries)
    {
        if (plan.Settings is { HoldWebhooks: false, ShuffleWebhooks: 0 })
        {
            sender.Send(deliveries);
            return;
        }

        lock (_turn)
            _held.AddRange(deliveries);
        // Asked again: whoever has cleared the faults meanwhile has released what was held until then.
        var settings = plan.Settings;
        if (settings is { HoldWebhooks: false, ShuffleWebhooks: 0 })
            ReleaseAny();
        while (settings is { HoldWebhooks: false, ShuffleWebhooks: > 0 and var most } && Held >= most)
            Release(most);
        if (Held is var held and > Limits.HeldWebhooks)
            Release(held - Limits.HeldWebhooks);
    }

    /// <summary>Sends what is held, if anything is.</summary>
    public void ReleaseAny()
    {
        if (Held > 0)
            Release();
    }

    /// <summary>Sends what is held, one after the other, in an order that the seed repeats.</summary>
    /// <param name="most">How many at most, those that wait longest.</param>
    public (int Seed, IReadOnlyList<Delivery> Released) Release(int most = int.MaxValue)
    {
        var seed = plan.NextSeed();
        Delivery[] released;
        lock (_turn)
        {
            released = [.. _held.Take(most)];
            _held.RemoveRange(0, released.Length);
        }

        new Random(seed).Shuffle(released);
        sender.SendInOrder(released);
        LogReleased(logger, released.Length, seed);
        return (seed, released);
    }

    [LoggerMessage(EventIds.WebhooksReleased, LogLevel.Information,
        "{Count} held webhooks are sent in random order, seed {Seed}")]
    private static partial void LogReleased(ILogger logger, int count, int seed);
}
