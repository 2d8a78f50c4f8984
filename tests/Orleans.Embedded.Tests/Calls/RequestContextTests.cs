using System.Diagnostics;
using Identity.Orleans.Embedded.Tests.Engine;
using Orleans.Runtime;

namespace Identity.Orleans.Embedded.Tests.Calls;

public sealed class RequestContextTests
{
    [Fact]
    public async Task Value_FlowsIntoTheCall_AndChangesDoNotComeBack()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ICallGrain>("a");
        RequestContext.Set("key", "mine");

        Assert.Equal("mine", await grain.ReadContextAsync());
        Assert.Equal("mine", RequestContext.Get("key"));
        Assert.Equal("mine", await grain.ReadContextDirectlyAsync());
        Assert.Equal("mine", RequestContext.Get("key"));
        Assert.Equal("mine", await grain.PassContextAsync("b"));
    }

    [Fact]
    public async Task Value_OfEachCaller_StaysWithItsRequest()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var grain = engine.GetGrain<ICallGrain>("a");

        RequestContext.Set("key", "one");
        var first = grain.ReadContextLaterAsync("gate");
        RequestContext.Set("key", "two");
        var second = grain.ReadContextLaterAsync("gate");
        RequestContext.Set("key", "three");
        engine.Stage.Open("gate");

        Assert.Equal("one", await first);
        Assert.Equal("two", await second);
        Assert.Equal("three", RequestContext.Get("key"));
    }

    [Fact]
    public async Task Activity_OfTheCaller_IsCurrentInTheGrain()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        using var activity = new Activity("test").Start();

        Assert.Equal(activity.Id, await engine.GetGrain<ICallGrain>("a").ActivityAsync());
    }

    [Fact]
    public void Values_CanBeListedAndTakenOut()
    {
        RequestContext.Clear();
        RequestContext.Set("one", 1);
        RequestContext.Set("two", 2);

        Assert.Equal(["one", "two"], RequestContext.Keys.Order());
        Assert.True(RequestContext.Remove("one"));
        Assert.False(RequestContext.Remove("one"));
        Assert.Equal([KeyValuePair.Create("two", (object)2)], RequestContext.Entries);
        RequestContext.Clear();
        Assert.Empty(RequestContext.Entries);
    }
}
