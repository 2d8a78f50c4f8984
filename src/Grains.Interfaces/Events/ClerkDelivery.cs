using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Events;

/// <summary>One webhook message on its way from the inbox to a grain.</summary>
/// <param name="Id">The message's id; the same for every retry of it.</param>
/// <param name="Body">The verified body, byte for byte as Clerk sent it.</param>
[Immutable]
public sealed record ClerkDelivery(
    MessageId Id,
    ReadOnlyMemory<byte> Body)
{
    // The body holds personal data.
    public override string ToString() => $"ClerkDelivery {Id}";
}
