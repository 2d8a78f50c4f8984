using Orleans;

namespace Identity.Orleans.Embedded.Tests.Embedded;

[GrainType("the-first")]
internal sealed class FirstTwiceGrain : Grain, ITwiceGrain
{
    public Task<string> NameAsync() => Task.FromResult("one");
}
