using Identity.Clerk.Identifiers;
using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Removes what a deleted user left behind, in commits of a bounded size.</summary>
internal sealed class InboxEraser(CommitQueue queue, InboxReader reader)
{
    /// <inheritdoc cref="IInbox.EraseAsync"/>
    internal async Task<InboxErasure> EraseAsync(UserId id, CancellationToken cancellationToken)
    {
        // A deletion is for ever, so what is true now stays true.
        if (!await reader.IsDeletedAsync(id, cancellationToken)) return new InboxErasure(false, 0, 0, 0);
        var mentions = await EraseMentionsAsync(id, cancellationToken);
        var (bodies, memberships) = (0, 0);
        EraseUser.Step step;
        do
        {
            step = await queue.SubmitAsync(new EraseUser(id), cancellationToken);
            bodies += step.Bodies;
            memberships += step.Memberships;
        }
        while (!step.IsLast);
        return new InboxErasure(true, bodies, mentions, memberships);
    }

    // The bodies are read beside the writer; it only gets to hear which ones go.
    private async Task<int> EraseMentionsAsync(UserId id, CancellationToken cancellationToken)
    {
        var erased = 0;
        var page = new MentionPage([], null);
        do
        {
            page = await reader.FindMentionsAsync(id, page.Last, cancellationToken);
            if (page.Found.IsEmpty) continue;
            erased += await queue.SubmitAsync(new EraseMentions(page.Found), cancellationToken);
        }
        while (page.Last is not null);
        return erased;
    }
}
