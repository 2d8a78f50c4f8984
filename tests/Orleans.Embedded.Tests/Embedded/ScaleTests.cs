using System.Globalization;
using Identity.Orleans.Embedded.Tests.Engine;

namespace Identity.Orleans.Embedded.Tests.Embedded;

[Collection(AloneGroup.Name)]
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int Grains = 100_000;

    // Object header, method table, activation, stage and sum.
    private const int GrainInstance = 40;
    private const int MaxBytesBesideTheGrain = 250;

    [Fact]
    public async Task HundredThousandGrains_AreActivatedCalledAndCollected()
    {
        await using var engine = await GrainEngineFixture.StartAsync();
        var keys = Enumerable.Range(0, Grains)
            .Select(index => index.ToString("x", CultureInfo.InvariantCulture))
            .ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await CallAllAsync(engine, keys, expected: 1);
        var perGrain = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Grains;
        output.WriteLine($"{perGrain:F0} B per activation, the grain's {GrainInstance} B included");
        Assert.InRange(perGrain, 0, GrainInstance + MaxBytesBesideTheGrain);
        Assert.Equal(Grains, engine.Statistics.Activations);

        await CallAllAsync(engine, keys, expected: 2);
        Assert.Equal(Grains, engine.Statistics.ActivationsTotal);

        engine.PassIdle(TimeSpan.FromMinutes(15));
        Assert.Equal(0, engine.Statistics.Activations);
        Assert.Equal(Grains, engine.Statistics.DeactivationsTotal);

        await CallAllAsync(engine, keys, expected: 1);
    }

    private static async Task CallAllAsync(GrainEngineFixture engine, string[] keys, int expected)
    {
        foreach (var key in keys)
        {
            Assert.Equal(expected, await engine.GetGrain<IFastGrain>(key).AddAsync(1));
        }
    }
}
