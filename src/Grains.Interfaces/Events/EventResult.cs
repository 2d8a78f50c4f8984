namespace Identity.Grains.Events;

/// <summary>What a grain made of an event.</summary>
public enum EventResult
{
    /// <summary>The state changed.</summary>
    Applied,

    /// <summary>The state is newer, or the entity is deleted; the event changes nothing, for ever.</summary>
    Stale,

    /// <summary>The event can't be understood; the outcome's reason says why. It belongs in quarantine.</summary>
    Refused,

    /// <summary>The state already held exactly this: it was applied before.</summary>
    Held,
}
