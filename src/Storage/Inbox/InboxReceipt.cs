namespace Identity.Storage.Inbox;

/// <summary>What the inbox answers once a delivery is durable.</summary>
/// <param name="Added">False: it was there before, so this is a duplicate.</param>
/// <param name="State">What has become of it by now.</param>
public readonly record struct InboxReceipt(bool Added, InboxState State);
