using System.Diagnostics;
using System.Globalization;
using Identity.Bench.Clerk;
using Identity.Testing;
using Npgsql;

namespace Identity.Bench.Servers;

/// <summary>bench/Peers: what people build today.</summary>
internal sealed class PeerServer : IServer
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Identity.Peers.dll");

    private readonly ListeningProcess _process;
    private readonly TempFolder _folder;
    private readonly HttpClient _http = new();
    private readonly int[] _others;

    private PeerServer(ListeningProcess process, TempFolder folder, int[] others) =>
        (_process, _folder, _others) = (process, folder, others);

    public Uri Url => _process.Url;

    public IReadOnlyList<int> Processes => [_process.Id, .. _others];

    /// <summary>With its table in SQLite.</summary>
    public static Task<PeerServer> StartAsync(Instance instance) => StartAsync(instance, [], null);

    /// <summary>With its table in PostgreSQL, and so many users in it.</summary>
    public static async Task<PeerServer> StartAsync(Instance instance, PostgresServer server, int users)
    {
        var database = await PostgresDatabase.CreateOnAsync(server.ConnectionString);
        var peer = await StartAsync(instance, [server.ProcessId], database.ConnectionString);

        // As long as what Clerk says of a user.
        await database.ExecuteAsync(
            $$"""
            INSERT INTO people SELECT 'user_' || n, '{"filler":"' || repeat('x', 900) || '"}', false, 0
            FROM generate_series(0, {{users}} - 1) n;
            ANALYZE people
            """);
        peer.Database = database.ConnectionString;
        return peer;
    }

    /// <summary>How to reach its PostgreSQL database, if it has one.</summary>
    public string? Database { get; private set; }

    /// <summary>Bans a user, as a webhook would have it done.</summary>
    public async Task BanAsync(int user)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var ban = new NpgsqlCommand("UPDATE people SET banned = true WHERE id = $1", connection);
        ban.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Instance.User(user) });
        await ban.ExecuteNonQueryAsync();
    }

    public async Task<double?> AllocatedAsync() =>
        double.Parse(await _http.GetStringAsync(new Uri(Url, "/allocated")), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<PeerServer> StartAsync(Instance instance, int[] others, string? postgreSql)
    {
        var folder = new TempFolder();
        var start = new ProcessStartInfo("dotnet", [Program, "--urls=http://127.0.0.1:0"])
        {
            WorkingDirectory = folder.Path,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["CLERK_JWT_KEY"] = instance.Pem;
        start.Environment["CLERK_WEBHOOK_SIGNING_SECRET"] = instance.WebhookSecret;
        start.Environment["Issuer"] = TokenMinter.Issuer;
        if (postgreSql is not null) start.Environment["ConnectionStrings__PostgreSql"] = postgreSql;
        return new PeerServer(await ListeningProcess.StartAsync(start), folder, others);
    }
}
