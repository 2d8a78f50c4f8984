using Identity.Clerk.Identifiers;
using Identity.Grains.Roles;
using Orleans;

namespace Identity.Silo.Orleans;

/// <summary>
/// This silo's copy of what roles permit, so that the one grain that knows isn't asked on each request of every member.
/// It is asked again once a second while there are requests, and at once after a change that this silo has heard of. When
/// it can't be asked, the copy serves for as long as the silo itself might without having heard of others.
/// </summary>
internal sealed class RoleCatalogCopy(IGrainFactory grains, TimeProvider clock, TimeSpan maxStaleness) : IRoleCatalog
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private volatile Answer? _answer;
    private Task<RoleCatalogSnapshot>? _question;

    /// <inheritdoc/>
    public ValueTask<RoleCatalogSnapshot> GetAsync()
    {
        var answer = _answer;
        var age = answer is null ? TimeSpan.MaxValue : clock.GetElapsedTime(answer.AskedAt);
        if (age < FreshFor) return new(answer!.Snapshot);
        var asked = Ask();
        return age < maxStaleness ? new(answer!.Snapshot) : new(asked);
    }

    /// <summary>The catalogue has changed, or may have: what was asked before isn't an answer any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _answer = null;
            _question = null;
        }
    }

    /// <summary>Whether there is an answer to serve.</summary>
    internal bool HasAnswer => _answer is not null;

    private Task<RoleCatalogSnapshot> Ask()
    {
        lock (_gate)
        {
            if (_question is { } running) return running;

            // On nobody's behalf and in no grain's turn: many wait for it, and whoever asked first may be gone by then.
            using (ExecutionContext.SuppressFlow())
            {
                var askedAt = clock.GetTimestamp();
                var question = _question = Task.Run(AskAsync);
                _ = question.ContinueWith(
                    Settle, askedAt, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return question;
            }
        }
    }

    private async Task<RoleCatalogSnapshot> AskAsync() =>
        await grains.GetGrain<IRoleCatalogGrain>(EntityId.RoleCatalog.Value).GetAsync().AsTask().WaitAsync(Patience);

    private void Settle(Task<RoleCatalogSnapshot> question, object? askedAt)
    {
        lock (_gate)
        {
            // One that was overtaken by a change says nothing of now.
            if (!ReferenceEquals(_question, question)) return;
            _question = null;
            if (question.IsCompletedSuccessfully) _answer = new Answer(question.Result, (long)askedAt!);
        }

        _ = question.Exception;
    }

    private sealed record Answer(RoleCatalogSnapshot Snapshot, long AskedAt);
}
