using Identity.Clerk.Identifiers;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>
/// Removes some of the bodies of entries about a deleted user. The commit that finds the last ones also clears the
/// directory and marks the user as erased, so that no entry is settled between the two.
/// </summary>
internal sealed class EraseUser(UserId userId) : StorageCommand<EraseUser.Step>
{
    /// <summary>The most bodies of one commit, so that a long history doesn't hold up other writes.</summary>
    internal const int Limit = 200;

    internal UserId UserId { get; } = userId;

    internal override bool MustBeOnDisk => true;

    /// <summary>What one commit did.</summary>
    internal readonly record struct Step(int Bodies, int Memberships)
    {
        /// <summary>Whether nothing is left for another.</summary>
        internal bool IsLast => Bodies < Limit;
    }
}
