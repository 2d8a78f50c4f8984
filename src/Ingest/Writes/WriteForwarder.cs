using System.Net;
using Identity.Clerk.Api;
using Identity.Ingest.BackendApi;

namespace Identity.Ingest.Writes;

/// <summary>
/// Sends a back end's writes to Clerk, once and within Clerk's limits, and has merged what Clerk answers before anybody
/// sees the answer.
/// </summary>
public sealed class WriteForwarder
{
    private const int TooManyRequests = 429;
    private const int ServiceUnavailable = 503;

    private readonly BackendApiWriter _writer;
    private readonly BackendApiBudget _budget;
    private readonly WriteMerger _merger;
    private readonly WriteMetrics _metrics;
    private readonly BackendApiMetrics _questions;

    internal WriteForwarder(
        BackendApiWriter writer,
        BackendApiBudget budget,
        WriteMerger merger,
        WriteMetrics metrics,
        BackendApiMetrics questions) =>
        (_writer, _budget, _merger, _metrics, _questions) = (writer, budget, merger, metrics, questions);

    /// <summary>Sends it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="cancellationToken">Ends it, done or not; what Clerk has answered is merged all the same.</param>
    public async Task<ForwardedWrite> ForwardAsync(BackendApiWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (!_budget.TrySpendWrite(out var wait))
        {
            _metrics.OverBudget();
            return new ForwardedWrite(Wait: wait);
        }

        var (answer, failure) = await SendAsync(write, cancellationToken);
        _questions.Asked("write", (HttpStatusCode?)answer?.Status);
        if (answer is null)
        {
            _metrics.Failed(failure);
            return new ForwardedWrite(Failure: failure);
        }

        // With other statuses it is about this one write.
        if (answer.Status is TooManyRequests or ServiceUnavailable) _budget.Pause(answer.Pause);
        _metrics.Answered(answer, await _merger.MergeAsync(write, answer));
        return new ForwardedWrite(answer);
    }

    private async Task<(BackendApiAnswer? Answer, BackendApiWriteFailure Failure)> SendAsync(
        BackendApiWrite write, CancellationToken cancellationToken)
    {
        try
        {
            return await _writer.SendAsync(write, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _metrics.Abandoned();
            throw;
        }
    }
}
