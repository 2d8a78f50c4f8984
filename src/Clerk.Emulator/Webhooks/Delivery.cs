namespace Identity.Clerk.Emulator.Webhooks;

/// <summary>A message on its way. One sender writes it, others read it.</summary>
internal sealed class Delivery(WebhookMessage message, DateTimeOffset createdAt)
{
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _attempts;
    private volatile int _status;
    private volatile DeliveryState _state = DeliveryState.Pending;

    public WebhookMessage Message => message;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>How many more times the first attempt is made, at the same time.</summary>
    public int Copies { get; init; }

    /// <summary>How long the first attempt waits.</summary>
    public TimeSpan Delay { get; init; }

    public int Attempts => _attempts;

    /// <summary>The last answer's HTTP status, 0 when there was none.</summary>
    public int Status => _status;

    public DeliveryState State => _state;

    /// <summary>Completes when there was an attempt, or there will be none.</summary>
    public Task Tried => _tried.Task;

    /// <summary>Completes when the message is delivered or dropped.</summary>
    public Task Settled => _settled.Task;

    public void Attempted(int status)
    {
        _status = status;
        _attempts++;
        _tried.TrySetResult();
    }

    public void Settle(DeliveryState state)
    {
        _state = state;
        _tried.TrySetResult();
        _settled.TrySetResult();
    }
}
