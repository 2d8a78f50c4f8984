using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Identity.Testing;
using Identity.WebFront.Tests.Operators;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Identity.WebFront.Tests.Hosting;

/// <summary>Without its database the front takes no webhook in, goes on recognising users, and recovers by itself.</summary>
public class StorageFaultTests
{
    private const long Start = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_Locked_WebhooksWaitAndReadsGoOn()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.EmbeddedOnly);
        using var settings = new FrontSettings();
        await using var front = await FrontProcess.StartAsync(settings);
        await front.AcknowledgedAsync("msg_1", Event("user.created", "Ada", Start), Cancel);

        await using (var other = ConnectionTo(settings))
        {
            await other.OpenAsync(Cancel);
            await using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            await begin.ExecuteNonQueryAsync(Cancel);
            await FailsAndRecoversAsync(front, async () => await other.CloseAsync());
        }
    }

    [Fact]
    public async Task Database_RefusesTheRow_Is503()
    {
        using var settings = new FrontSettings();
        await using var front = await FrontProcess.StartAsync(settings);
        await using (var other = ConnectionTo(settings))
        {
            await other.OpenAsync(Cancel);
            await using var trigger = other.CreateCommand();
            trigger.CommandText = TestEngine.IsOrleans
                ? """
                  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';
                  CREATE TRIGGER refuse BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION refuse();
                  """
                : "CREATE TRIGGER refuse BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'no'); END";
            await trigger.ExecuteNonQueryAsync(Cancel);
        }

        using var refused = await front.DeliverAsync("msg_1", Event("user.created", "Ada", Start), Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Disk_Full_WebhooksWaitAndReadsGoOn()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.EmbeddedOnly);
        Assert.SkipWhen(
            MachineProgram.Find("prlimit") is null && MachineProgram.MayBeMissing,
            "There is no prlimit (on Debian: util-linux).");

        // A limit on the size of files is to a program what a full disk is, once its signal is ignored.
        using var settings = new FrontSettings { Launcher = ["env", "--ignore-signal=XFSZ"] };
        await using var front = await FrontProcess.StartAsync(settings);
        await front.AcknowledgedAsync("msg_1", Event("user.created", "Ada", Start), Cancel);
        await LimitFilesAsync(front, "0");
        await FailsAndRecoversAsync(front, () => LimitFilesAsync(front, "unlimited"));
    }

    [Fact]
    public async Task Database_Gone_WebhooksWaitAndReadsGoOn()
    {
        Assert.SkipWhen(PostgresServer.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresServer.Obstacle ?? "");
        await using var server = await PostgresServer.StartAsync();
        await using var database = await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        using var settings = new FrontSettings()
            .With("Storage__Provider", "PostgreSql")
            .With("ConnectionStrings__Identity", database.ConnectionString)
            .With("Operator__Key", OperatorFront.Key);
        await using var front = await FrontProcess.StartAsync(settings);
        await front.AcknowledgedAsync("msg_1", Event("user.created", "Ada", Start), Cancel);

        await server.StopAsync(abruptly: true);
        using (var admin = await front.GetAsync("/admin/inbox", OperatorFront.Key, Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, admin.StatusCode);
            Assert.NotNull(admin.Headers.RetryAfter);
            Assert.Contains(
                "urn:identity:problem:storage-unavailable",
                await admin.Content.ReadAsStringAsync(Cancel),
                StringComparison.Ordinal);
        }
        await FailsAndRecoversAsync(front, server.StartAgainAsync);
    }

    private static DbConnection ConnectionTo(FrontSettings settings) => TestEngine.IsOrleans
        ? new NpgsqlConnection(settings.Environment().Single(s => s.Key == "ConnectionStrings__Identity").Value)
        : new SqliteConnection($"Data Source={Path.Combine(settings.Folder, "data", "identity.db")};Pooling=False");

    private static async Task FailsAndRecoversAsync(FrontProcess front, Func<Task> heal)
    {
        var change = Event("user.updated", "Adaeze", Start + 1);
        using (var refused = await front.DeliverAsync("msg_2", change, Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        Assert.Equal("Ada", await NameAsync(front));
        await ReadinessBecomesAsync(front, HttpStatusCode.ServiceUnavailable);
        using (var live = await front.Http.GetAsync("/health/live", Cancel)) Assert.True(live.IsSuccessStatusCode);

        await heal();
        await ReadinessBecomesAsync(front, HttpStatusCode.OK);
        await front.AcknowledgedAsync("msg_2", change, Cancel);
        Assert.Equal("Adaeze", await NameAsync(front));
    }

    private static Task<ProgramRun> LimitFilesAsync(FrontProcess front, string size) => ProgramRun.SucceedAsync(
        new ProcessStartInfo("prlimit", ["--pid", $"{front.Id}", $"--fsize={size}:unlimited"]),
        "",
        Patience.Limit,
        Cancel);

    private static Task ReadinessBecomesAsync(FrontProcess front, HttpStatusCode expected) => Patience.UntilAsync(
        async () =>
        {
            using var ready = await front.Http.GetAsync("/health/ready", Cancel);
            return ready.StatusCode == expected;
        },
        Cancel,
        () => front.Output);

    private static async Task<string?> NameAsync(FrontProcess front)
    {
        using var me = await front.MeAsync("user_1", "sess_1", Cancel);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        var json = System.Text.Json.JsonDocument.Parse(await me.Content.ReadAsStringAsync(Cancel));
        return json.RootElement.GetProperty("user").GetProperty("first_name").GetString();
    }

    private static byte[] Event(string type, string name, long at) =>
        ClerkEventJson.Envelope(type, ClerkEventJson.User("user_1", at, name), at);
}
