using Identity.Clerk.Emulator.Waitlist;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    private static readonly Rejection UnknownEntry = new(404, "unknown-entry", "No waitlist entry has this id.");

    public Outcome<WaitlistEntry> JoinWaitlist(string emailAddress)
    {
        if (State.Waitlist.Count >= Limits.WaitlistEntries)
            return Rejection.Full("waitlist entries");
        if (State.Waitlist.Values.Any(entry => entry.EmailAddress == emailAddress))
            return Rejection.Conflict("This address waits already.");

        var now = Now;
        return Told(
            new WaitlistEntry
            {
                Id = NewId("wle"),
                EmailAddress = emailAddress,
                Status = WaitlistEntry.Pending,
                CreatedAt = now,
                UpdatedAt = now,
            },
            "waitlistEntry.created");
    }

    /// <summary>Lets somebody in who waits, or doesn't.</summary>
    public Outcome<WaitlistEntry> Decide(string id, bool letIn)
    {
        if (!State.Waitlist.TryGetValue(id, out var entry))
            return UnknownEntry;
        if (entry.Status != WaitlistEntry.Pending)
            return Rejection.Conflict("The entry is no longer pending.");

        var now = After(entry.UpdatedAt);
        var decided = letIn
            ? entry with { Status = WaitlistEntry.Invited, InvitationId = NewId("inv"), InvitedAt = now }
            : entry with { Status = WaitlistEntry.Rejected };
        return Told(decided with { UpdatedAt = now }, "waitlistEntry.updated");
    }

    private Outcome<WaitlistEntry> Told(WaitlistEntry entry, string type)
    {
        State = State with { Waitlist = State.Waitlist.SetItem(entry.Id, entry) };
        return Outcome<WaitlistEntry>.Done(entry, Tell(type, WaitlistResource.Of(entry), entry.UpdatedAt));
    }
}
