using System.Diagnostics;
using System.Globalization;
using System.Text;
using Identity.Bench.Clerk;
using Identity.Testing;

namespace Identity.Bench.Servers;

/// <summary>bench/node: Express with @clerk/express and a Map of users.</summary>
internal sealed class NodeServer : IServer
{
    private readonly ListeningProcess _process;

    private NodeServer(ListeningProcess process) => _process = process;

    /// <summary>Why it can't run here; null when it can.</summary>
    public static string? Obstacle => MachineProgram.Find("node") is null
        ? "There is no Node here."
        : Folder is null ? "bench/node isn't installed: npm ci --prefix bench/node" : null;

    public Uri Url => _process.Url;

    public IReadOnlyList<int> Processes => [_process.Id];

    private static string? Folder { get; } = Find();

    public static async Task<NodeServer> StartAsync(Instance instance, int users)
    {
        var start = new ProcessStartInfo("node", ["server.mjs"]) { WorkingDirectory = Folder };
        start.Environment["NODE_ENV"] = "production";
        start.Environment["CLERK_JWT_KEY"] = instance.Pem;
        start.Environment["CLERK_TELEMETRY_DISABLED"] = "1";
        start.Environment["CLERK_SECRET_KEY"] = "sk_live_" + new string('0', 40);
        start.Environment["CLERK_PUBLISHABLE_KEY"] =
            "pk_live_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("clerk.northwind.example$"));
        start.Environment["USERS"] = users.ToString(CultureInfo.InvariantCulture);
        start.Environment["PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        return new NodeServer(await ListeningProcess.StartAsync(start));
    }

    public Task<double?> AllocatedAsync() => Task.FromResult<double?>(null);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    // From the program's folder upwards: it runs from bin/.
    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "bench", "node");
            if (Directory.Exists(Path.Combine(path, "node_modules"))) return path;
        }
        return null;
    }
}
