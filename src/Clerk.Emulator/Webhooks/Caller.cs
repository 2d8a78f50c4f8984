namespace Identity.Clerk.Emulator.Webhooks;

/// <summary>Who made a change, as <c>event_attributes</c> tells it.</summary>
internal sealed record Caller(string UserAgent)
{
    public static readonly Caller Emulator = new("Clerk-Emulator");
}
