using Identity.Orleans.Embedded.Tests.Calls;
using Identity.Orleans.Embedded.Tests.Engine;
using Identity.Orleans.Embedded.Tests.Filters;
using Orleans;
using Orleans.Embedded;

namespace Identity.Orleans.Embedded.Tests.Embedded;

/// <summary>The embedded engine's own: classes that a filter doesn't concern don't pay for it.</summary>
public sealed class SelectiveFilterTests
{
    [Fact]
    public async Task Filter_OfSomeClasses_IsRunForThoseOnly()
    {
        var filter = new OnlyFiltered();
        await using var engine = await GrainEngineFixture.StartAsync(new EngineSettings { Filters = [filter] });

        await engine.GetGrain<IFilteredGrain>("a").AddAsync(1, 2);
        await engine.GetGrain<ICallGrain>("a").DoAsync();

        Assert.Equal(["AddAsync"], filter.Calls);
    }

    private sealed class OnlyFiltered : ISelectiveGrainCallFilter
    {
        public List<string> Calls { get; } = [];

        public bool AppliesTo(Type grainClass) => grainClass == typeof(FilteredGrain);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            Calls.Add(context.MethodName);
            return context.Invoke();
        }
    }
}
