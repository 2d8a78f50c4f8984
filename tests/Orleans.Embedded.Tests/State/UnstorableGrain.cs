using Orleans;
using Orleans.Runtime;

namespace Identity.Orleans.Embedded.Tests.State;

internal sealed class UnstorableGrain(
    [PersistentState("counter", "nowhere")] IPersistentState<CounterState> counter) : Grain, IUnstorableGrain
{
    public Task<int> GetAsync() => Task.FromResult(counter.State.Value);
}
