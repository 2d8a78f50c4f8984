using System.Diagnostics;
using System.Net.Http.Headers;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Storage;
using Identity.Testing;

namespace Identity.Bench.Lists;

/// <summary>
/// How long a page of 500 users takes over HTTP, bodies included, by every order and some filters. None of the users was
/// ever in memory.
/// </summary>
internal static class ListScenario
{
    private const string Key = "sk_test_bm90aGluZ29mY2xlcmtz";
    private const int PageSize = 500;
    private const int Requests = 300;

    // The dearest takes more than a second.
    private const int RequestsBeforeMemory = 20;

    // What PostgreSQL's manual recommends of a server's memory for shared_buffers.
    private const int SharedPart = 4;

    private static readonly string[] Orders =
    [
        "created_at", "updated_at", "email_address", "web3wallet", "first_name", "last_name", "phone_number", "username",
        "last_active_at", "last_sign_in_at",
    ];

    public static async Task RunAsync(Run run)
    {
        using (var settings = Settings())
        {
            var file = $"Data Source={Path.Combine(settings.Folder, "data", "identity.db")}";
            await ListedUsers.StoreAsync(StorageProvider.Sqlite, file, run.Sizes.Listed);
            await MeasureAsync(run, "SQLite", "", settings);
        }

        if (PostgresServer.Obstacle is { } obstacle)
        {
            run.Report.Gaps.Add(obstacle);
            return;
        }
        var shared = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / SharedPart / (1024 * 1024);
        await using var server = await PostgresServer.StartDurableAsync(shared);
        var database = await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        await ListedUsers.StoreAsync(StorageProvider.PostgreSql, database.ConnectionString, run.Sizes.Listed);
        using var there = Settings()
            .With("Storage__Provider", nameof(StorageProvider.PostgreSql))
            .With("ConnectionStrings__Identity", database.ConnectionString);
        var how = $" The server has {shared:N0} MB of shared_buffers, a quarter of the memory.";
        await MeasureAsync(run, "PostgreSQL", how, there);
    }

    private static FrontSettings Settings() => new FrontSettings()
        .With("CLERK_SECRET_KEY", Key)
        .With("Clerk__FetchUnknownUsers", "false")
        .With("Logging__LogLevel__Default", "Warning");

    private static async Task MeasureAsync(Run run, string database, string how, FrontSettings settings)
    {
        var users = run.Sizes.Listed;
        var lists = new Comparison(
            $"list-{database.ToLowerInvariant()}",
            $"A page of {PageSize} of {users:N0} users, bodies included, {database}",
            $"Over HTTP, {Requests} requests of each, one after the other.{how}",
            new Metric("p99", "ms"),
            new Metric("p50", "ms"));
        var before = new Comparison(
            $"list-before-{database.ToLowerInvariant()}",
            $"The same by a text, before users are in memory, {database}",
            $"{RequestsBeforeMemory} requests of each, where users may take no memory. "
            + "Otherwise this lasts as long as the last row says, once.",
            new Metric("p99", "ms"),
            new Metric("p50", "ms"));
        double took;
        await using (var front = await StartAsync(settings))
        {
            took = await ReadUsersAsync(front);
            // As rounds elsewhere: the compiler comes back to what is used often.
            foreach (var order in Orders)
            {
                await AskAsync(front, $"/v1/users?limit={PageSize}&order_by={order}", times: 30);
                await AskAsync(front, $"/v1/users?limit={PageSize}&query=e&order_by={order}", times: 30);
            }

            foreach (var (name, path) in Questions(users)) await MeasureAsync(lists, front, name, path);
        }

        await using (var front = await StartAsync(settings.With("Storage__UserIndexMegabytes", "0")))
        {
            foreach (var (name, path) in Texts(users))
                await MeasureAsync(before, front, name, path, RequestsBeforeMemory);
        }

        before.Add("until users are in memory", took, took);
        run.Report.Add(lists);
        run.Report.Add(before);
        foreach (var (kind, begin) in ((string, string)[])[("order", "order_by"), ("text", "query")])
        {
            var asked = lists.Contenders.Where(name => name.StartsWith(begin, StringComparison.Ordinal));
            run.Report.Verdicts.Add(Verdict.AtMost(
                $"A page of {PageSize} of {users:N0} users by any {kind}, p99, {database}:",
                50,
                asked.Max(name => lists.Values(name)[0]),
                " ms"));
        }
    }

    private static async Task<FrontProcess> StartAsync(FrontSettings settings)
    {
        var front = await FrontProcess.StartAsync(settings);
        front.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return front;
    }

    /// <summary>Asks for a text for the first time; gives how many milliseconds it takes until all users are in memory.</summary>
    private static async Task<double> ReadUsersAsync(FrontProcess front)
    {
        var started = Stopwatch.GetTimestamp();
        await AskAsync(front, "/v1/users/count?query=e", times: 1);
        await Patience.UntilAsync(
            async () => !(await front.Http.GetStringAsync("/metrics")).Contains(
                "identity_storage_user_index_users 0", StringComparison.Ordinal),
            CancellationToken.None,
            limit: TimeSpan.FromMinutes(5));
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static IEnumerable<(string Name, string Path)> Questions(int users)
    {
        var page = $"/v1/users?limit={PageSize}";
        foreach (var order in Orders)
        {
            yield return ($"order_by={order}", $"{page}&order_by={order}");
            yield return ($"order_by=-{order}", $"{page}&order_by=-{order}");
        }

        var middle = ListedUsers.Id(users / 2);
        var addresses = Enumerable.Range(0, 100).Select(i => $"&email_address=member{i}@example.org");
        yield return ("offset in the middle", $"{page}&offset={users / 2}");
        yield return ("starting_after, in the middle", $"{page}&order_by=created_at&starting_after={middle}");
        foreach (var text in Texts(users)) yield return text;
        yield return ("100 e-mail addresses", $"{page}{string.Concat(addresses)}");
        yield return ("banned=true, 1 %", $"{page}&banned=true");
        yield return ("count of all", "/v1/users/count");
        yield return ("count of query that 1 % match", "/v1/users/count?query=Surname77");
        yield return ("count of query that all match", "/v1/users/count?query=example");
    }

    private static IEnumerable<(string Name, string Path)> Texts(int users)
    {
        var page = $"/v1/users?limit={PageSize}";
        yield return ("query that one user matches", $"{page}&query=member{users - 1}@");
        yield return ("query that 0.02 % match", $"{page}&query=First777&order_by=email_address");
        yield return ("query that 1 % match", $"{page}&query=Surname77");
        yield return ("query that 1 % match, in an order of it", $"{page}&query=Surname77&order_by=last_name");
        yield return ("query that 11 % match, in an order of it", $"{page}&query=Surname7&order_by=last_name");
        yield return ("query that 11 % match, the other way", $"{page}&query=Surname7&order_by=-last_name");
        yield return ("query that all match", $"{page}&query=example&order_by=last_name");
        yield return ("query of two characters", $"{page}&query=r7");
        yield return ("query of an e-mail address, 1 %", $"{page}&email_address_query=member77");
        yield return ("query that nobody matches", $"{page}&query=nobody");
    }

    private static async Task MeasureAsync(
        Comparison lists, FrontProcess front, string name, string path, int times = Requests)
    {
        await AskAsync(front, path, times: 5);
        var took = await AskAsync(front, path, times);
        lists.Add(name, Stats.Percentile(took, 0.99), Stats.Percentile(took, 0.5));
    }

    /// <summary>Asks so many times, one after the other; gives how many milliseconds each took, from least to most.</summary>
    private static async Task<double[]> AskAsync(FrontProcess front, string path, int times)
    {
        var took = new double[times];
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await front.Http.GetAsync(path);
            await answer.Content.ReadAsByteArrayAsync();
            answer.EnsureSuccessStatusCode();
            took[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(took);
        return took;
    }
}
