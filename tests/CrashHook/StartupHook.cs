using System.Diagnostics;
using Identity.CrashHook;

/// <summary>Called by the runtime before the program's Main: <c>DOTNET_STARTUP_HOOKS</c> names this file.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var steps = StepPlan.FromEnvironment();
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Identity.", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = steps.Started,
            ActivityStopped = steps.Stopped,
        });
    }
}
