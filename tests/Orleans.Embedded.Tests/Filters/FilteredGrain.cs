using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;
using Orleans.Runtime;

namespace Identity.Orleans.Embedded.Tests.Filters;

internal sealed class FilteredGrain(Stage stage) : Grain, IFilteredGrain
{
    public Task<int> AddAsync(int one, int two)
    {
        stage.Note("method");
        return Task.FromResult(one + two);
    }

    public ValueTask<string?> ContextAsync() => new((string?)RequestContext.Get("key"));

    public ValueTask DoAsync()
    {
        stage.Note("method");
        return ValueTask.CompletedTask;
    }

    public Task WaitAsync(string gate) => stage.PassAsync(gate);

    public Task ThrowAsync(string message)
    {
        stage.Note("method");
        throw new FormatException(message);
    }
}
