using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Storage.Inbox;

namespace Identity.Ingest.Dispatch;

/// <summary>Without a secret key nobody can be asked.</summary>
internal sealed class NoGapRepair : IGapRepair
{
    public void Consider(EntityId entity, ApplyResult applied, IReadOnlyList<InboxEntry> entries)
    {
    }
}
