namespace Identity.Clerk.Emulator.Webhooks;

/// <summary>A message on its way. One sender writes it, others read it.</summary>
internal sealed class Delivery(WebhookMessage message, DateTimeOffset createdAt)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _attempts;
    private volatile int _status;
    private volatile DeliveryState _state = DeliveryState.Pending;

    public WebhookMessage Message => message;

    public DateTimeOffset CreatedAt => createdAt;

    public int Attempts => _attempts;

    /// <summary>The last answer's HTTP status, 0 when there was none.</summary>
    public int Status => _status;

    public DeliveryState State => _state;

    /// <summary>Completes when the message is delivered or dropped.</summary>
    public Task Settled => _settled.Task;

    public void Attempted(int status)
    {
        _status = status;
        _attempts++;
    }

    public void Settle(DeliveryState state)
    {
        _state = state;
        _settled.TrySetResult();
    }
}
