using Identity.Bench.Clerk;
using Identity.Bench.Measuring;
using Identity.Bench.Servers;
using Identity.Testing;

namespace Identity.Bench.Requests;

/// <summary>All who answer "who calls?", each with its server started and its users known.</summary>
internal sealed class RequestContenders : IAsyncDisposable
{
    public const string Anonymous = "this project, nobody calls (the ceiling)";
    public const string Sqlite = "this project, SQLite";
    public const string PostgreSql = "this project, PostgreSQL";
    public const string Profile = "this project, SQLite, the whole profile";
    public const string Token = "JWT validation only";
    public const string Row = "JWT validation + one PostgreSQL row";
    public const string Cache = "JWT validation + cache of 10 s over PostgreSQL";
    public const string Node = "Node: @clerk/express + Map";
    public const string Nginx = "nginx, answering by itself";
    public const string ForwardAuth = "nginx, asking this project (auth_request)";

    private readonly List<IAsyncDisposable> _servers = [];

    public List<RequestContender> All { get; } = [];

    /// <summary>The project on SQLite; all loads can be put on it.</summary>
    public FrontServer Front { get; private set; } = null!;

    /// <summary>What people build today.</summary>
    public PeerServer? Peer { get; private set; }

    public static async Task<RequestContenders> StartAsync(
        Instance instance, PostgresServer? postgres, int users, Report report)
    {
        var all = new RequestContenders();
        try
        {
            await all.AddAsync(instance, postgres, users, report);
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = _servers.Count - 1; i >= 0; i--) await _servers[i].DisposeAsync();
    }

    private async Task AddAsync(Instance instance, PostgresServer? postgres, int users, Report report)
    {
        Front = Keep(await FrontServer.StartAsync(instance));
        await SignUpAsync(instance, Front, users);
        All.Add(new(Anonymous, Front, "/identity/whoami", 1, IsAnonymous: true));
        All.Add(new(Sqlite, Front, "/identity/whoami", 1, Front));
        All.Add(new(Profile, Front, "/identity/me", 0.5, Front));
        if (postgres is null) report.Gaps.Add("PostgreSQL isn't installed: its contenders are missing.");
        else await AddPostgreSqlAsync(instance, postgres, users);
        if (NodeServer.Obstacle is { } noNode) report.Gaps.Add(noNode);
        else All.Add(new(Node, Keep(await NodeServer.StartAsync(instance, users)), "/map", 0.05));
        if (NginxProcess.Program is null)
        {
            report.Gaps.Add("nginx isn't installed: forward auth through it is missing.");
            return;
        }
        var nginx = Keep(await NginxServer.StartAsync(Front));
        All.Add(new(Nginx, nginx, "/open", 0.5, IsAnonymous: true));
        All.Add(new(ForwardAuth, nginx, "/members", 0.3, Front));
    }

    private async Task AddPostgreSqlAsync(Instance instance, PostgresServer postgres, int users)
    {
        var front = Keep(await FrontServer.StartAsync(instance, postgres));
        await SignUpAsync(instance, front, users);
        All.Add(new(PostgreSql, front, "/identity/whoami", 1));
        Peer = Keep(await PeerServer.StartAsync(instance, postgres, users));
        All.Add(new(Token, Peer, "/token", 0.4));
        All.Add(new(Cache, Peer, "/cache", 0.4));
        All.Add(new(Row, Peer, "/row", 0.2));
    }

    private T Keep<T>(T server) where T : IAsyncDisposable
    {
        _servers.Add(server);
        return server;
    }

    // In parts, so that not all of their webhooks lie in memory at once.
    private static async Task SignUpAsync(Instance instance, FrontServer front, int users)
    {
        foreach (var part in Enumerable.Range(0, users).Chunk(10_000))
            await front.AcknowledgeAsync(part.Select(i => instance.UserUpdated($"msg_{i}", i)));
    }
}
