namespace Orleans.Hosting;

/// <summary>Options of the embedded grain engine.</summary>
public sealed class EmbeddedGrainOptions
{
    /// <summary>How long a grain may be idle before it is deactivated. The default is 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How often idle grains are looked for; a grain is collected at most two of these late. The default is 1 minute,
    /// the least is 100 milliseconds.
    /// </summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a caller waits for a response before it gets a <see cref="TimeoutException"/>. The request itself goes
    /// on, so its outcome is unknown. The default is 30 seconds; <see cref="Timeout.InfiniteTimeSpan"/> means for ever.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may take, reading its state included. The default is 30 seconds.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a deactivation may take, the requests that still run included; also how long the host waits for all of
    /// them when it stops. The default is 30 seconds.
    /// </summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many requests may wait for one activation. More fail with
    /// <see cref="Orleans.Runtime.LimitExceededException"/>. The default is 16384.
    /// </summary>
    public int MaxQueuedRequests { get; set; } = 16384;
}
