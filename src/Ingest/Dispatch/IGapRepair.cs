using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Storage.Inbox;

namespace Identity.Ingest.Dispatch;

/// <summary>Looks at what deliveries did to an entity, and asks Clerk for what they left open.</summary>
internal interface IGapRepair
{
    /// <summary>Returns at once; whatever has to be asked is asked later, and lost with the process.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="applied">What its grain answered.</param>
    /// <param name="entries">The deliveries, in the order of the outcomes.</param>
    void Consider(EntityId entity, ApplyResult applied, IReadOnlyList<InboxEntry> entries);
}
