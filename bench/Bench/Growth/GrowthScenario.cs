using Identity.Bench.Runs;

namespace Identity.Bench.Growth;

/// <summary>What a request and an event cost as what is stored grows.</summary>
internal static class GrowthScenario
{
    public static async Task RunAsync(Run run)
    {
        await StoredUsersGrowth.MeasureAsync(run);
        await MembersGrowth.MeasureAsync(run);
        await SessionsGrowth.MeasureAsync(run);
        await BacklogGrowth.MeasureAsync(run);
    }
}
