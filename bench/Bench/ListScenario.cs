using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.GrainState;
using Identity.Storage.Inbox;
using Identity.Storage.Startup;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Bench;

/// <summary>
/// How long a page of 500 users takes over HTTP, bodies included, by every order and some filters. None of the users was
/// ever in memory. <c>BENCH_USERS</c> says how many there are; 100,000 without it.
/// </summary>
internal static class ListScenario
{
    private const string Key = "sk_test_bm90aGluZ29mY2xlcmtz";
    private const int PageSize = 500;
    private const int Requests = 100;
    private const int Filling = 2_000;
    private const long Start = 1_600_000_000_000;

    private static readonly string[] Orders =
    [
        "created_at", "updated_at", "email_address", "web3wallet", "first_name", "last_name", "phone_number", "username",
        "last_active_at", "last_sign_in_at",
    ];

    public static async Task RunAsync()
    {
        var users = int.TryParse(Environment.GetEnvironmentVariable("BENCH_USERS"), CultureInfo.InvariantCulture, out var given)
            ? given
            : 100_000;
        using var settings = new FrontSettings()
            .With("CLERK_SECRET_KEY", Key)
            .With("Clerk__FetchUnknownUsers", "false")
            .With("Logging__LogLevel__Default", "Warning");
        var watch = Stopwatch.StartNew();
        await FillAsync(settings, users);
        Console.WriteLine($"{users:N0} users written in {watch.Elapsed.TotalSeconds:N0} s");

        await using var front = await FrontProcess.StartAsync(settings);
        front.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Console.WriteLine();
        Console.WriteLine($"| A page of {PageSize} of {users:N0} users, SQLite | p50, ms | p99, ms |");
        Console.WriteLine("| --- | ---: | ---: |");
        foreach (var order in Orders)
        {
            await MeasureAsync(front, $"order_by={order}", $"limit={PageSize}&order_by={order}");
            await MeasureAsync(front, $"order_by=-{order}", $"limit={PageSize}&order_by=-{order}");
        }

        await MeasureAsync(front, "offset in the middle", $"limit={PageSize}&offset={users / 2}");
        await MeasureAsync(front, "starting_after, in the middle", $"limit={PageSize}&order_by=created_at&starting_after={Id(users / 2)}");
        await MeasureAsync(front, "query that one user matches", $"limit={PageSize}&query=member{users - 1}@");
        await MeasureAsync(front, "query that 1 % match", $"limit={PageSize}&query=Surname77");
        await MeasureAsync(front, "query that all match", $"limit={PageSize}&query=example&order_by=last_name");
        await MeasureAsync(front, "query of two characters", $"limit={PageSize}&query=r7");
        await MeasureAsync(front, "100 e-mail addresses", string.Concat(Enumerable.Range(0, 100).Select(i => $"&email_address=member{i}@example.org")));
        await MeasureAsync(front, "banned=true, 1 %", $"limit={PageSize}&banned=true");
        await MeasureAsync(front, "count of all", "", "/v1/users/count");
        await MeasureAsync(front, "count of query that 1 % match", "query=Surname77", "/v1/users/count");
    }

    private static async Task MeasureAsync(FrontProcess front, string name, string query, string path = "/v1/users")
    {
        var times = new double[Requests];
        for (var i = -5; i < Requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await front.Http.GetAsync($"{path}?{query}");
            await answer.Content.ReadAsByteArrayAsync();
            answer.EnsureSuccessStatusCode();
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {times[Requests / 2]:N1} | {times[Requests * 99 / 100]:N1} |"));
    }

    // As the grains and the inbox would write them, without the webhooks.
    private static async Task FillAsync(FrontSettings settings, int users)
    {
        await using var services = new ServiceCollection().AddIdentityStorage(options =>
        {
            options.ConnectionString = $"Data Source={Path.Combine(settings.Folder, "data", "identity.db")}";
            options.CommandTimeout = TimeSpan.FromMinutes(1);
        }).BuildServiceProvider();
        await services.GetRequiredService<IStorageStartup>().StartAsync(CancellationToken.None);
        var states = services.GetRequiredService<IGrainStateStore>();
        var inbox = services.GetRequiredService<IInbox>();
        for (var from = 0; from < users; from += Filling)
        {
            await Task.WhenAll(Enumerable.Range(from, Math.Min(Filling, users - from)).SelectMany(i => new Task[]
            {
                states.WriteAsync(new GrainStateKey("user", Id(i)), State(i), null, CancellationToken.None),
                inbox.CompleteAsync([], new DirectoryEntries(Row(i), null, []), CancellationToken.None),
            }));
        }
    }

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"user_3K5Qy9VzFpcm0RzckqA{Scatter(i):D8}");

    // Otherwise every order would be the order in which they are stored.
    private static int Scatter(int i) => (int)((i * 7_368_787L) % 99_999_989L);

    private static UserEntry Row(int i) => new()
    {
        Id = UserId.Parse(Id(i)),
        Revision = 1,
        Banned = i % 100 == 0,
        Username = $"name{Scatter(i)}",
        FirstName = $"First{Scatter(i) % 5000}",
        LastName = $"Surname{Scatter(i) % 100}",
        EmailAddresses = [$"member{i}@example.org"],
        PhoneNumbers = [$"+1555{Scatter(i):D8}"],
        PrimaryEmailAddress = $"member{i}@example.org",
        PrimaryPhoneNumber = $"+1555{Scatter(i):D8}",
        CreatedAt = Start + i,
        UpdatedAt = Start + Scatter(i),
        LastSignInAt = i % 3 == 0 ? null : Start + Scatter(i + 1),
        LastActiveAt = i % 3 == 0 ? null : Start + (Scatter(i) / 1000),
    };

    private static ReadOnlyMemory<byte> State(int i)
    {
        var user = ClerkEventJson.User(Id(i), Start + i, email: $"member{i}@example.org");
        user["public_metadata"] = new JsonObject { ["notes"] = new string('x', 1500) };
        return Encoding.UTF8.GetBytes(
            $$"""{"revision":1,"profile":{"version":[{{Start + i}},{{Start + i}},1,"msg_{{i}}"],"raw":{{user.ToJsonString()}}},"sessions":[],"memberships":[]}""");
    }
}
