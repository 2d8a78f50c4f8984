using Identity.Clerk.Identifiers;

namespace Identity.Grains.Merging;

/// <summary>What reading a delivery gave.</summary>
/// <param name="Id">The message.</param>
/// <param name="Event">What it says; null when it can't be understood.</param>
/// <param name="Reason">Why it can't be understood; else null.</param>
internal readonly record struct Reading(MessageId Id, ReceivedEvent? Event, string? Reason);
