using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;

namespace Identity.Ingest.Dispatch;

/// <summary>A delivery in a lane, and who waits for it.</summary>
internal sealed class LaneItem(InboxEntry entry)
{
    private readonly TaskCompletionSource<IntakeResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InboxEntry Entry { get; } = entry;

    public Task<IntakeResult> Result => _result.Task;

    public void Complete(IntakeResult result) => _result.TrySetResult(result);

    public void Fail(Exception exception)
    {
        _result.TrySetException(exception);

        // Whoever stopped waiting won't look; the failure is logged where it happened.
        _ = _result.Task.Exception;
    }
}
