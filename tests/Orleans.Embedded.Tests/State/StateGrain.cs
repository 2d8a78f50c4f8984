using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Identity.Orleans.Embedded.Tests.State;

internal sealed class StateGrain(
    [PersistentState("counter", "test")] IPersistentState<CounterState> counter, Stage stage) : Grain, IStateGrain
{
    private (int Value, bool Exists) _atActivation;
    private int _generation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stage.Add("activated");
        _generation = stage.Count("activated");
        _atActivation = (counter.State.Value, counter.RecordExists);
        return Task.CompletedTask;
    }

    public Task<int> GetAsync() => Task.FromResult(counter.State.Value);

    public async Task SetAsync(int value)
    {
        counter.State = counter.State with { Value = value };
        await counter.WriteStateAsync();
    }

    public async Task<bool> TrySetAsync(int value)
    {
        try
        {
            await SetAsync(value);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    public Task ClearAsync() => counter.ClearStateAsync();

    public Task<(int Value, bool Exists)> AtActivationAsync() => Task.FromResult(_atActivation);

    public Task<int> GenerationAsync() => Task.FromResult(_generation);

    public Task SetOtherAsync(string key, int value) => GrainFactory.GetGrain<IStateGrain>(key).SetAsync(value);
}
