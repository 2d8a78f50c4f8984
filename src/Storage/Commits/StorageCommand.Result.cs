namespace Identity.Storage.Commits;

/// <inheritdoc/>
internal abstract class StorageCommand<TResult> : StorageCommand
{
    // Callers continue elsewhere: the writer has the next batch to commit.
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the executor found; the caller sees it only after the commit.</summary>
    internal TResult Result { get; set; } = default!;

    internal Task<TResult> Answer => _answer.Task;

    internal override bool IsAnswered => _answer.Task.IsCompleted;

    internal override void Succeed() => _answer.TrySetResult(Result);

    internal override void Fail(Exception exception)
    {
        // Marks the exception as seen: a caller that no longer waits is no unobserved failure.
        if (_answer.TrySetException(exception)) _ = _answer.Task.Exception;
    }
}
