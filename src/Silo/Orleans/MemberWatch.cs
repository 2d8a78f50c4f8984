using System.Data.Common;
using Identity.Grains;
using Orleans;
using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>
/// Asks the database every second whether this silo is a member and what others have written, gives up what it holds of
/// that, and only then renews the lease by which this silo answers.
/// </summary>
internal sealed class MemberWatch(
    MemberQuestion question,
    MemberLease lease,
    MemberRetreat retreat,
    HeldStates states,
    RoleCatalogCopy roles,
    IClusterMembershipService membership,
    TimeProvider clock,
    ILogger<MemberWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>
    /// Runs from when this silo has its row in the membership table, before others count on it, until its grains are gone.
    /// </summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(MemberWatch), ServiceLifecycleStage.ValidateInitialConnectivity, StartAsync, StopAsync);

    public void Dispose()
    {
        _stop.Dispose();
        _one.Dispose();
    }

    /// <summary>Asks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await AskAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var asked = lease.Now;
        var report = await question.AskAsync(cancellationToken);
        var outdated = 0;
        foreach (var (state, version) in report.Changes)
        {
            if (states.Notice(state, version)) outdated++;
            if (state.StateName == GrainStorage.RoleCatalogState) roles.Forget();
        }

        if (outdated > 0) logger.LogOutdatedGrains(outdated);
        if (report.IsMember)
        {
            lease.Renew(asked);
            return;
        }

        lease.End();
        logger.LogNoMember(report.Status);

        // Orleans ends the process once it sees for itself.
        await membership.Refresh(default, cancellationToken);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        _running = RunAsync();
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running;
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    await LookAsync(_stop.Token);
                }
                catch (Exception exception) when (exception is DbException or IOException or TimeoutException)
                {
                    logger.LogMembershipUnknown(exception);
                    await retreat.ConsiderAsync(_stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // It was asked to stop.
        }
    }
}
