using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>What became of a delivery at its entity.</summary>
/// <param name="InstanceId">The Clerk instance that sent it.</param>
/// <param name="Id">The message.</param>
/// <param name="State">Any state but <see cref="InboxState.Pending"/>.</param>
/// <param name="Reason">Why it goes to quarantine, without a word of the body; null when it doesn't.</param>
/// <param name="EraseBody">Whether its body is removed: it is about somebody whose data was erased.</param>
public sealed record InboxCompletion(
    InstanceId InstanceId, MessageId Id, InboxState State, string? Reason, bool EraseBody = false);
