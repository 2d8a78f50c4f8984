using Identity.Ingest.BackendApi;
using Identity.Ingest.Reconcile;
using Identity.Ingest.Walks;
using Identity.Storage.Settings;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Identity.Ingest.Tests.Reconcile;

public sealed class ReconcileScheduleTests : ReconcileTests
{
    private const string FullAt = "reconcile.full_at";

    [Fact]
    public async Task RunDue_NewDatabase_BeginsToCount()
    {
        using var asked = Silo.Measure("identity.bapi.requests");
        await RunDueAsync();
        Assert.Equal(0, asked["get_jwks"]);
        Clock.Advance(TimeSpan.FromHours(6) - BackendApiOptions.Window - TimeSpan.FromSeconds(1));
        await RunDueAsync();
        Assert.Equal(0, asked["get_jwks"]);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await RunDueAsync();
        Assert.Equal(1, asked["get_jwks"]);
        Assert.Equal(WalkKind.RecentReconcile, Silo.Get<WalkJobs>().Status!.Kind);
    }

    [Fact]
    public async Task RunDue_ADayHasPassed_ComparesEverything()
    {
        await RunDueAsync();
        Clock.Advance(TimeSpan.FromHours(24));
        await RunDueAsync();
        Assert.Equal(WalkKind.FullReconcile, Silo.Get<WalkJobs>().Status!.Kind);
    }

    [Fact]
    public async Task RunDue_TwoSchedulesOnOneDatabase_OneRuns()
    {
        await RunDueAsync();
        Clock.Advance(TimeSpan.FromHours(24));
        using var asked = Silo.Measure("identity.bapi.requests");
        var other = ActivatorUtilities.CreateInstance<ReconcileSchedule>(Silo.Get<IServiceProvider>());

        // The one that is late finds the other, smaller pass due, as it would a minute later.
        await Silo.Get<ISettingStore>().SetAsync("reconcile.recent_at", Text(Clock.GetUtcNow()), Cancel);
        await Task.WhenAll(RunDueAsync(), other.RunDueAsync(Cancel));
        Assert.Equal(1, asked["get_jwks"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("9223372036854775807")]
    public async Task RunDue_TheNoteMakesNoSense_IsDue(string note)
    {
        await Silo.Get<ISettingStore>().SetAsync(FullAt, note, Cancel);
        using var asked = Silo.Measure("identity.bapi.requests");
        await RunDueAsync();
        Assert.Equal(1, asked["get_jwks"]);
        await RunDueAsync();
        Assert.Equal(1, asked["get_jwks"]);
    }

    [Fact]
    public async Task RunDue_TheClockWasWrongByYears_IsDue()
    {
        await Silo.Get<ISettingStore>().SetAsync(FullAt, Text(Clock.GetUtcNow() + TimeSpan.FromDays(3000)), Cancel);
        using var asked = Silo.Measure("identity.bapi.requests");
        await RunDueAsync();
        Assert.Equal(1, asked["get_jwks"]);
    }

    [Fact]
    public async Task Execute_APassFails_GoesOn()
    {
        var schedule = Silo.Hosted<ReconcileSchedule>();
        await Emulator.PostAsync("/emulator/faults", new { api_status = 503 });
        await schedule.RunDueAsync(Cancel);
        await ((IHostedService)schedule).StartAsync(Cancel);
        Clock.Advance(TimeSpan.FromHours(24));
        var jobs = Silo.Get<WalkJobs>();
        await EndsAsync(jobs, WalkState.Failed);

        await DeleteFaultsAsync();
        Clock.Advance(TimeSpan.FromHours(24));
        await EndsAsync(jobs, WalkState.Completed);
        await schedule.StopAsync(Cancel);
        Assert.False(schedule.ExecuteTask!.IsFaulted);
    }

    private static string Text(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task RunDueAsync()
    {
        Clock.Advance(BackendApiOptions.Window);
        return Silo.Hosted<ReconcileSchedule>().RunDueAsync(Cancel);
    }

    private async Task DeleteFaultsAsync() => await DeleteAsync("/emulator/faults");

    private Task EndsAsync(WalkJobs jobs, WalkState state) => Patience.UntilAsync(
        () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return jobs.Status?.State == state;
        },
        Cancel,
        () => $"{jobs.Status}");
}
