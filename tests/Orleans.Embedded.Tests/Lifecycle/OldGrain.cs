using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

[CollectionAgeLimit(Minutes = 60)]
internal sealed class OldGrain : Grain, IOldGrain
{
    private readonly int _generation;

    public OldGrain(Stage stage)
    {
        stage.Add("constructed");
        _generation = stage.Count("constructed");
    }

    public Task<int> GenerationAsync() => Task.FromResult(_generation);
}
