using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Identity.Silo.Orleans;

/// <summary>Asks every silo that this one last knew as active; a silo that doesn't answer has no lease.</summary>
internal sealed class OtherMembers(
    IServiceProvider services, IClusterMembershipService membership, ILocalSiloDetails silo, TimeProvider clock)
    : GrainServiceClient<ILeaseService>(services), IOtherMembers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<bool> AnyHasLeaseAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress))
            .Select(member => AskAsync(member.SiloAddress, cancellationToken)));
        return answers.Contains(true);
    }

    private async Task<bool> AskAsync(SiloAddress other, CancellationToken cancellationToken)
    {
        try
        {
            return await GetGrainService(other).HasLeaseAsync().WaitAsync(Patience, clock, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: the watch that asks must go on, or this silo never gets its lease back.
            return false;
        }
    }
}
