using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;
using Orleans.Concurrency;

namespace Identity.Orleans.Embedded.Tests.Turns;

[Reentrant]
internal sealed class ReentrantGrain(Stage stage) : Grain, IReentrantGrain
{
    public Task PassAsync(string gate) => stage.PassAsync(gate);
}
