using System.Globalization;
using System.Net;
using Identity.Bench.Clerk;
using Identity.Bench.Driving;
using Identity.Testing;

namespace Identity.Bench.Servers;

/// <summary>The project's front, as a Release build runs.</summary>
internal sealed class FrontServer : IServer
{
    private const int Senders = 64;
    private const string Allocations = "dotnet_gc_heap_total_allocated_bytes_total ";

    private readonly FrontSettings _settings;
    private readonly FrontProcess _front;
    private readonly int[] _others;

    private FrontServer(FrontSettings settings, FrontProcess front, int[] others) =>
        (_settings, _front, _others) = (settings, front, others);

    public Uri Url => _front.Http.BaseAddress!;

    public IReadOnlyList<int> Processes => [_front.Id, .. _others];

    /// <summary>The front's own process.</summary>
    public int Id => _front.Id;

    /// <summary>Starts a front on an empty SQLite database, or on what the settings say.</summary>
    public static Task<FrontServer> StartAsync(Instance instance, params (string Name, string Value)[] more) =>
        StartAsync(instance, [], more);

    /// <summary>Starts a front on an empty PostgreSQL database.</summary>
    public static async Task<FrontServer> StartAsync(Instance instance, PostgresServer server)
    {
        var database = await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        return await StartAsync(
            instance,
            [server.ProcessId],
            [("Storage__Provider", "PostgreSql"), ("ConnectionStrings__Identity", database.ConnectionString)]);
    }

    /// <summary>Starts a front that runs grains on Microsoft Orleans, or is a client of silos that do.</summary>
    public static Task<FrontServer> StartOrleansAsync(
        Instance instance, PostgresServer server, (string Name, string Value)[] more) =>
        StartAsync(instance, [server.ProcessId], more, OrleansBuild.Front);

    /// <summary>Has webhooks taken in, each of them: a driver may leave out the last ones.</summary>
    public async Task AcknowledgeAsync(IEnumerable<HttpRequestMessage> webhooks)
    {
        using var plan = await LoadPlan.OfAsync(webhooks);
        var (requests, next) = (LoadPlan.Read(plan.Path), -1);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Senders, requests.Count)).Select(_ => SendAsync()));

        async Task SendAsync()
        {
            using var connection = new RawConnection(Url);
            while (Interlocked.Increment(ref next) is var i && i < requests.Count)
            {
                var status = await connection.AskAsync(requests[i]);
                if (status != (int)HttpStatusCode.OK) throw new InvalidOperationException($"{Url} answered {status}.");
            }
        }
    }

    /// <summary>Waits until it is ready to serve.</summary>
    public async Task IsReadyAsync()
    {
        while (true)
        {
            using var answer = await _front.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if (answer.IsSuccessStatusCode) return;
        }
    }

    public async Task<double?> AllocatedAsync()
    {
        var text = await _front.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith(Allocations, StringComparison.Ordinal));
        return line is null ? null : double.Parse(line[Allocations.Length..], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        _settings.Dispose();
    }

    private static async Task<FrontServer> StartAsync(
        Instance instance, int[] others, (string Name, string Value)[] more, string? program = null)
    {
        var settings = (program is null ? new FrontSettings() : new FrontSettings { Program = program })
            .With("Logging__LogLevel__Default", "Warning")
            .With("CLERK_JWT_KEY", instance.Pem)
            .With("CLERK_WEBHOOK_SIGNING_SECRET", instance.WebhookSecret);
        foreach (var (name, value) in more) settings.With(name, value);
        return new FrontServer(settings, await FrontProcess.StartAsync(settings), others);
    }
}
