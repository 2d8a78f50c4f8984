using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Embedded;

internal sealed class FastGrain(Stage stage) : Grain, IFastGrain
{
    private int _sum;

    public ValueTask<string> GetAsync(int one, string two) => new(two);

    public ValueTask<int> AddAsync(int amount) => new(_sum += amount);

    public ValueTask<int> ThreadAsync() => new(Environment.CurrentManagedThreadId);

    public Task? NullAsync() => null;

    public Task PassAsync(string gate) => stage.PassAsync(gate);

    public async Task<int> YieldAsync()
    {
        await Task.Yield();
        return ++_sum;
    }

    public Task ThrowIntoNothingAsync()
    {
        Throw();
        return Task.CompletedTask;

        static async void Throw()
        {
            await Task.Yield();
            throw new InvalidOperationException("into nothing");
        }
    }
}
