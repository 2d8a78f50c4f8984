namespace Identity.Storage.Inbox;

/// <summary>What an erasure found.</summary>
/// <param name="IsDeleted">False: the user isn't known to be deleted, so nothing was touched.</param>
/// <param name="OwnBodies">Bodies removed of entries about the user.</param>
/// <param name="MentioningBodies">Bodies removed of entries about nobody in particular that held the user's id.</param>
/// <param name="Memberships">The user's rows that were removed from the list of memberships.</param>
public sealed record InboxErasure(bool IsDeleted, int OwnBodies, int MentioningBodies, int Memberships);
