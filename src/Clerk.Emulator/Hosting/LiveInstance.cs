using Identity.Clerk.Emulator.Faults;
using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.State;
using Identity.Clerk.Emulator.Tokens;
using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Hosting;

/// <summary>The instance as its HTTP interfaces use it: every change is stored, then told.</summary>
internal sealed partial class LiveInstance(
    EmulatorKeys keys,
    EmulatorStore store,
    WebhookGate? gate,
    FaultPlan faults,
    SessionTokenMinter minter,
    string frontOrigin,
    TimeProvider clock,
    ILogger<LiveInstance> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public EmulatorKeys Keys => keys;

    /// <summary>Where webhooks go through; none when nobody receives them.</summary>
    public WebhookGate? Gate => gate;

    /// <summary>Raised after each change, by whoever made it.</summary>
    public event Action? Changed;

    public T Read<T>(Func<EmulatedInstance, T> read) => store.Read(read);

    public IReadOnlyList<Delivery> RecentDeliveries() => store.Outbox.Recent();

    /// <summary>
    /// Applies a command. When this returns, the change is on disk and its webhooks are on their way.
    /// </summary>
    /// <param name="command">What to do.</param>
    /// <param name="caller">Whom the webhooks name.</param>
    /// <param name="wait">Whether to wait, up to 5 seconds, until the receiver has taken the webhooks.</param>
    /// <param name="cancellationToken">Ends the wait; the change itself is never left half done.</param>
    public async Task<Change<T>> ApplyAsync<T>(
        Func<EmulatedInstance, Outcome<T>> command,
        Caller caller,
        bool wait,
        CancellationToken cancellationToken)
    {
        var told = new List<Delivery>();
        var outcome = store.Apply(command, happened => Enqueue(happened, caller, told));
        if (outcome.Rejection is { } rejection)
            return new Change<T>(outcome, rejection, Delivered: false);

        Changed?.Invoke();
        var deliveries = told.FindAll(delivery => delivery.State == DeliveryState.Pending);
        try
        {
            await store.SaveAsync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogSaveFailed(logger, exception);
            gate?.Send(deliveries);
            return new Change<T>(outcome, NotStored, Delivered: false);
        }

        gate?.Send(deliveries);
        var delivered = gate is not null && wait && await SettledAsync(told, cancellationToken);
        return new Change<T>(outcome, Rejection: null, delivered);
    }

    /// <summary>
    /// A token for the session as it stands, live or not; <see langword="null"/> when nothing is known of it.
    /// </summary>
    public string? Mint(string sessionId, int version = 2, string? authorizedParty = null)
    {
        var request = store.Read(instance =>
        {
            if (!instance.State.Sessions.TryGetValue(sessionId, out var session))
                return null;

            var organization = session.LastActiveOrganizationId is { } id ? instance.FindOrganization(id) : null;
            var membership = organization is null ? null : instance.FindMembership(organization.Id, session.UserId);
            return new TokenRequest(
                session, organization, membership, instance.Catalog, authorizedParty ?? frontOrigin, version);
        });
        return request is null ? null : minter.Mint(request);
    }

    private static readonly Rejection NotStored =
        new(503, "not-stored", "The change is made, but could not be written to the state file.");

    private void Enqueue(EmulatedEvent happened, Caller caller, List<Delivery> told)
    {
        if (gate is null)
            return;

        var now = clock.GetUtcNow();
        var settings = faults.Settings;
        var delivery = new Delivery(WebhookMessage.Create(happened, keys.InstanceId, caller, now), now)
        {
            Copies = settings.DuplicateWebhooks,
            Delay = TimeSpan.FromMilliseconds(settings.DelayWebhooks),
        };
        told.Add(delivery);
        if (faults.DropsNext())
            store.Outbox.AddDropped(delivery);
        else if (store.Outbox.Add(delivery) is { } dropped)
            LogDeliveryDropped(logger, dropped.Message.Type, dropped.Message.Id);
    }

    private async Task<bool> SettledAsync(List<Delivery> deliveries, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(deliveries.Select(delivery => delivery.Settled))
                .WaitAsync(LongestWait, clock, cancellationToken);
            return deliveries.TrueForAll(delivery => delivery.State == DeliveryState.Delivered);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    [LoggerMessage(EventIds.SaveFailed, LogLevel.Error, "The emulator's state could not be written")]
    private static partial void LogSaveFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventIds.DeliveryDropped, LogLevel.Warning,
        "Webhook '{Type}' '{MessageId}' is given up: too many were waiting")]
    private static partial void LogDeliveryDropped(ILogger logger, string type, string messageId);
}
