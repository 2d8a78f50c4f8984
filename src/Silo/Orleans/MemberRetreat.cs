using Orleans.Runtime;

namespace Identity.Silo.Orleans;

/// <summary>
/// Ends a silo that is without a lease while another has one: then the database is there, and only this silo's way to
/// it is broken. It answers the others' probes, so they hold it for alive, and its users would be sent here, where
/// nobody answers them.
/// </summary>
/// <remarks>
/// Where no silo has a lease the database is away for all, and ending would only cost them what they have in memory.
/// Once it is back, one silo hears of it before the others; so the patience begins only then.
/// </remarks>
/// <param name="lease">What this silo answers by.</param>
/// <param name="others">Who may know better.</param>
/// <param name="end">Ends the process as Orleans does when the others have declared it dead.</param>
/// <param name="patience">How long the others may be better off.</param>
/// <param name="clock">Measures that.</param>
/// <param name="logger">Says why.</param>
internal sealed class MemberRetreat(
    MemberLease lease,
    IOtherMembers others,
    IFatalErrorHandler end,
    TimeSpan patience,
    TimeProvider clock,
    ILogger<MemberRetreat> logger)
{
    private long? _behindSince;

    /// <summary>The database couldn't be asked: ends the process if it is time.</summary>
    public async Task ConsiderAsync(CancellationToken cancellationToken)
    {
        if (lease.IsValid || !await others.AnyHasLeaseAsync(cancellationToken))
        {
            _behindSince = null;
            return;
        }

        _behindSince ??= clock.GetTimestamp();
        if (clock.GetElapsedTime(_behindSince.Value) < patience) return;
        logger.LogCutOff(patience);
        end.OnFatalException(this, "This silo alone can't reach the database.", null);
    }
}
