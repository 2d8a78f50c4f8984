using Orleans;

namespace Identity.Orleans.Embedded.Tests.Embedded;

internal sealed class SecondTwiceGrain : Grain, ITwiceGrain
{
    public Task<string> NameAsync() => Task.FromResult("two");
}
