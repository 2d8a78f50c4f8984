using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

internal sealed class LifeGrain : Grain, ILifeGrain, IAsyncDisposable
{
    private readonly Stage _stage;
    private readonly int _generation;

    public LifeGrain(Stage stage)
    {
        _stage = stage;
        _stage.Add("constructed");
        _stage.Try("construct");
        _generation = _stage.Count("constructed");
        _stage.Note($"construct {this.GetPrimaryKeyString()}");
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stage.Try("activate");
        if (_stage.Count("slow activation") > 0)
        {
            await _stage.PassAsync("activating");
        }

        if (_stage.Count("cancellable activation") > 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        if (_stage.Count("leave while activating") > 0)
        {
            DeactivateOnIdle();
        }

        _stage.Note("activate");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _stage.Try("deactivate");
        if (_stage.Count("slow deactivation") > 0)
        {
            await _stage.PassAsync("deactivating");
        }

        _stage.Note($"deactivate {reason.ReasonCode}");
    }

    public ValueTask DisposeAsync()
    {
        _stage.Note("dispose");
        return ValueTask.CompletedTask;
    }

    public Task<int> GenerationAsync() => Task.FromResult(_generation);

    public async Task PassAsync(string gate)
    {
        await _stage.PassAsync(gate);
        _stage.Note($"{gate} ends");
    }

    public Task PassInterleavedAsync(string gate) => _stage.PassAsync(gate);

    public Task<int> LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.FromResult(_generation);
    }

    public Task LeaveAndPassAsync(string gate)
    {
        DeactivateOnIdle();
        return _stage.PassAsync(gate);
    }

    public Task StayAsync(TimeSpan period)
    {
        DelayDeactivation(period);
        return Task.CompletedTask;
    }

    public Task<string> KeyAsync() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string> KeyByReferenceAsync() => this.AsReference<ILifeGrain>().KeyAsync();
}
