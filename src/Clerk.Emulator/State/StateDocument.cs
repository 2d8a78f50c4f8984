using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Keys;
using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.State;

/// <summary>What the state file holds.</summary>
internal sealed class StateDocument
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    public required EmulatorKeys Keys { get; init; }

    public required InstanceState Instance { get; init; }

    /// <summary>Undelivered webhooks, oldest first.</summary>
    public required IReadOnlyList<WebhookMessage> Outbox { get; init; }
}
