using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Filters;

/// <summary>A grain that stands before its own methods.</summary>
internal sealed class SelfFilteredGrain(Stage stage) : Grain, ISelfFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> GetAsync()
    {
        stage.Note("method");
        return Task.FromResult(1);
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        stage.Note("own");
        await context.Invoke();
        context.Result = (int)context.Result! + 1;
    }
}
