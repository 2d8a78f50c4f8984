using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

[KeepAlive]
internal sealed class KeptGrain : Grain, IKeptGrain
{
    private readonly int _generation;

    public KeptGrain(Stage stage)
    {
        stage.Add("constructed");
        _generation = stage.Count("constructed");
    }

    public Task<int> GenerationAsync() => Task.FromResult(_generation);
}
