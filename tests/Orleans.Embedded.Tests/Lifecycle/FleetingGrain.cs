using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

/// <summary>Watches that no two activations of it are alive at once.</summary>
internal sealed class FleetingGrain(Stage stage) : Grain, IFleetingGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        stage.Add("activated");
        if (stage.Count("activated") - stage.Count("deactivated") != 1)
        {
            stage.Add("overlapped");
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Long enough for a caller to come by meanwhile.
        for (var hop = 0; hop < 20; hop++)
        {
            await Task.Run(static () => { }, CancellationToken.None);
        }

        stage.Add("deactivated");
    }

    public Task StayAsync()
    {
        stage.Add("answered");
        return Task.CompletedTask;
    }

    public async Task LeaveAsync()
    {
        stage.Add("answered");
        DeactivateOnIdle();
        await Task.Yield();
    }
}
