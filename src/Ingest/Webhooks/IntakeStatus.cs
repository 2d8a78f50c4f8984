namespace Identity.Ingest.Webhooks;

/// <summary>What became of a webhook request.</summary>
public enum IntakeStatus
{
    /// <summary>Its effect is visible and durable.</summary>
    Applied,

    /// <summary>The state was newer already.</summary>
    Stale,

    /// <summary>It was here before, and was applied then.</summary>
    Duplicate,

    /// <summary>Durable, and applied a little later: the deadline for the answer has passed.</summary>
    Deferred,

    /// <summary>Of a type that changes nothing here; kept as it is.</summary>
    Kept,

    /// <summary>Of a type that carries one-time codes; acknowledged and not stored.</summary>
    Discarded,

    /// <summary>Durable, but it can't be applied; an operator must look at it.</summary>
    Quarantined,

    /// <summary>Not a delivery of ours: signature, headers or time are wrong.</summary>
    Rejected,

    /// <summary>It couldn't be made durable; the sender must try again.</summary>
    Unavailable,
}
