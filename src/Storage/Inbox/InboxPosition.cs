using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>An entry's place in a list, which nothing that happens to the entry moves.</summary>
/// <param name="ReceivedAt">When it was received: Unix time in milliseconds.</param>
/// <param name="InstanceId">The Clerk instance that sent it; orders entries of one moment, by its bytes.</param>
/// <param name="Id">The message; orders those of one moment and instance, by its bytes.</param>
public readonly record struct InboxPosition(long ReceivedAt, InstanceId InstanceId, MessageId Id);
