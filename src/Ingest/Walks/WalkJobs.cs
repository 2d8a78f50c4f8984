using Identity.Ingest.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Identity.Ingest.Walks;

/// <summary>Runs walks, one at a time, and says how far the current one is.</summary>
public sealed class WalkJobs : IHostedService, IDisposable
{
    private readonly IServiceProvider _services;
    private readonly ILogger<WalkJobs> _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();

    internal WalkJobs(IServiceProvider services, ILogger<WalkJobs> logger) => (_services, _logger) = (services, logger);

    /// <summary>The walk that runs or ran last; null before the first one.</summary>
    public WalkStatus? Status { get; private set; }

    /// <summary>Starts a walk in the background; false when one is running.</summary>
    public bool TryStart(WalkKind kind)
    {
        if (!_turn.Wait(0)) return false;
        _ = RunToEndAsync(kind);
        return true;
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops what was started, and waits for its end: the grains that it asks are still there.</summary>
    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _turn.WaitAsync(cancellationToken);
        _turn.Release();
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>Runs a walk when no other runs any more.</summary>
    public async Task<WalkStatus> RunAsync(
        WalkKind kind, CancellationToken cancellationToken, Action<WalkStatus>? watch = null)
    {
        await _turn.WaitAsync(cancellationToken);
        return await RunInTurnAsync(kind, cancellationToken, watch);
    }

    private async Task RunToEndAsync(WalkKind kind)
    {
        try
        {
            await RunInTurnAsync(kind, _stop.Token);
        }
        catch (Exception)
        {
            // Logged where it happened, and told by the status; nobody waits for it.
        }
    }

    private async Task<WalkStatus> RunInTurnAsync(
        WalkKind kind, CancellationToken cancellationToken, Action<WalkStatus>? watch = null)
    {
        var progress = new Watch(this, kind, watch);
        try
        {
            Status = new WalkStatus(kind, WalkState.Running, null, 0, null, null);
            var report = await _services.GetRequiredKeyedService<IWalk>(kind).RunAsync(progress, cancellationToken);
            Status = Status with { State = WalkState.Completed, Report = report };
            _logger.LogWalked(kind, report.Summary);
            return Status;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            Status = Status! with { State = WalkState.Interrupted, Failure = exception.Message };
            _logger.LogWalkInterrupted(kind);
            throw;
        }
        catch (Exception exception)
        {
            Status = Status! with { State = WalkState.Failed, Failure = exception.Message };
            _logger.LogWalkFailed(kind, exception);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    // Called in the walk's own turn: Progress<T> would post elsewhere, and the last word might come first.
    private sealed class Watch(WalkJobs jobs, WalkKind kind, Action<WalkStatus>? watch) : IProgress<WalkProgress>
    {
        public void Report(WalkProgress value)
        {
            jobs.Status = new WalkStatus(
                kind, WalkState.Running, value.Listing.ToString().ToLowerInvariant(), value.Done, value.Total, null);
            watch?.Invoke(jobs.Status);
        }
    }
}
